'use client';

import { useParams } from 'next/navigation';
import { Fault } from '#components/ui/fault.tsx';

/** What stands where the server could not make a page, as when the database is gone. */
export default function ErrorPage({ error }: { readonly error: Error & { readonly digest?: string } }) {
  const { locale } = useParams();
  return <Fault locale={locale === 'zh' ? 'zh' : 'en'} digest={error.digest ?? null} />;
}
