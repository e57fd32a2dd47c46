import Link from 'next/link';
import type { ComponentProps } from 'react';

/**
 * A number or a name that leads to what is behind it. Nothing is fetched ahead: a table holds a
 * hundred of them, and most are never followed.
 */
export function DrillLink({ className = '', ...rest }: ComponentProps<typeof Link>) {
  return <Link prefetch={false} {...rest} className={`drill ${className}`} />;
}
