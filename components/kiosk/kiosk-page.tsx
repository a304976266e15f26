import { NextIntlClientProvider, useMessages, useTimeZone } from 'next-intl';
import { KioskScreen } from '#components/kiosk/kiosk-screen.tsx';
import type { KioskView } from '#components/kiosk/kiosk-view.ts';

/** The screen with the words it needs by itself. Without scripts its first scene stands and the browser loads it anew. */
export function KioskPage({ view }: { readonly view: KioskView }) {
  const { kiosk, common, board, dorm } = useMessages();
  const own = view.dorm === null ? '' : `?dorm=${encodeURIComponent(view.dorm.slug)}`;
  const messages = {
    ...{ kiosk, common },
    board: parts(board, ['headline', 'together', 'yours']),
    dorm: parts(dorm, ['hero', 'advice']),
  };
  return (
    <>
      <noscript>
        <meta httpEquiv="refresh" content="60" />
      </noscript>
      <NextIntlClientProvider messages={messages} timeZone={useTimeZone() ?? 'UTC'}>
        <KioskScreen first={view} path={`/api/v1/campuses/${view.campus.slug}/kiosk${own}`} />
      </NextIntlClientProvider>
    </>
  );
}

function parts(room: unknown, names: readonly string[]): Record<string, never> {
  const entries = Object.entries(room ?? {}).filter(([name]) => names.includes(name));
  return Object.fromEntries(entries) as Record<string, never>;
}
