'use client';

import { Failure } from './_ui/failure.client.tsx';

type ErrorPageProps = { error: Error & { digest?: string }; retry: () => void };

export default function ErrorPage({ error, retry }: ErrorPageProps) {
  return <Failure error={error} retry={retry} />;
}
