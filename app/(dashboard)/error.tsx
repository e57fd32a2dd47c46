'use client';

import { Failure } from '#app/_ui/failure.client';

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <Failure error={error} retry={retry} />;
}
