import type { Metadata } from 'next';
import { notFound } from 'next/navigation';
import { getTranslations, setRequestLocale } from 'next-intl/server';
import { type StaffPlace, staffPage } from '#app/_data/staff.ts';
import { groupProblems, importRow, reviewPlace, unknownLabels } from '#app/_data/staff-imports.ts';
import {
  discardAction,
  forgetProfileAction,
  placeMeterAction,
  undoAction,
} from '#app/[locale]/(staff)/staff/[campus]/imports/actions.ts';
import { StaffFrame } from '#app/[locale]/(staff)/staff/[campus]/staff-frame.tsx';
import { ImportDone } from '#components/imports/import-done.tsx';
import { ImportReview } from '#components/imports/import-review.tsx';
import { importPath, importsPath } from '#components/imports/staff-paths.ts';
import { getImport } from '#services/get-import.ts';
import { ServiceError } from '#services/service-error.ts';

interface Props {
  readonly params: Promise<{ locale: string; campus: string; id: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const t = await getTranslations({ locale: (await params).locale, namespace: 'imports' });
  return { title: t('title') };
}

export default async function ImportPage({ params }: Props) {
  const { locale, campus: slug, id } = await params;
  setRequestLocale(locale);
  const importId = /^\d{1,15}$/.test(id) ? Number(id) : 0;
  const path = importId === 0 ? importsPath(slug) : importPath(slug, importId);
  const place = await staffPage({ locale, slug, verb: 'see-imports', path });
  const { row, email, problems } = await importOr404(place, importId);
  const t = await getTranslations('imports');
  return (
    <StaffFrame place={place} current="imports" path={path}>
      {row.state === 'received' ? (
        <>
          <noscript>
            <p className="mb-6 text-soft">{t('noScript')}</p>
          </noscript>
          <ImportReview
            place={await reviewPlace(place, row)}
            discard={discardAction.bind(null, { slug, locale })}
            placeMeter={placeMeterAction.bind(null, slug)}
            forget={forgetProfileAction.bind(null, slug)}
          />
        </>
      ) : (
        <ImportDone
          campus={slug}
          timeZone={place.campus.timeZone}
          row={importRow({ ...row, email })}
          groups={groupProblems(problems)}
          unknownMeters={unknownLabels(problems).length}
          undo={place.can('undo-import') ? undoAction.bind(null, slug) : null}
        />
      )}
    </StaffFrame>
  );
}

async function importOr404({ ctx, campus }: StaffPlace, importId: number) {
  try {
    return await getImport(ctx, { campus, importId });
  } catch (error) {
    if (error instanceof ServiceError) notFound();
    throw error;
  }
}
