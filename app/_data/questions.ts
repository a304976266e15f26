import 'server-only';
import { unstable_cache } from 'next/cache';
import { notFound } from 'next/navigation';
import { campusTag, PAGE_SECONDS } from '#app/_data/cache-tags.ts';
import { getContext } from '#app/_data/process-state.ts';
import type { QuestionsView } from '#components/question/question-view.ts';
import { mondayOfWeekId } from '#core/time/weeks.ts';
import type { Campus } from '#db/queries/campuses.ts';
import { listDorms } from '#db/queries/dorms.ts';
import { newestEdition } from '#db/queries/publications.ts';
import { newestWeek } from '#db/queries/weeks.ts';
import { listAnsweredQuestions } from '#services/list-questions.ts';

/** A week's answered questions as plain values; "not found" for what is no week or lies after the newest readings. */
export async function questionsView(campus: Campus, week: string): Promise<QuestionsView> {
  const monday = mondayOfWeekId(week);
  if (monday === null) notFound();
  const read = unstable_cache(() => readView(campus, { week, monday }), ['questions', campus.slug, week], {
    tags: [campusTag(campus.slug)],
    revalidate: PAGE_SECONDS,
  });
  const view = await read();
  if (view === null) notFound();
  return view;
}

async function readView(campus: Campus, { week, monday }: { week: string; monday: string }): Promise<QuestionsView | null> {
  const ctx = await getContext();
  const { db } = ctx.database;
  const newest = await newestWeek(db, campus.id);
  if (newest === null || monday > newest) return null;
  const dorms = await listDorms(db, campus.id);
  const dormOf = new Map(dorms.map(({ id, slug, name }) => [id, { slug, name }]));
  return {
    campus: { slug: campus.slug, name: campus.name, timeZone: campus.timeZone },
    week,
    isPublished: (await newestEdition(db, { campusId: campus.id, week: monday })) !== null,
    dorms: [...dormOf.values()],
    answered: (await listAnsweredQuestions(ctx, { campus, monday })).flatMap(({ id, words, dormId, decision, alsoAsked }) =>
      decision?.words == null
        ? []
        : [
            {
              id,
              words,
              dorm: dormId === null ? null : (dormOf.get(dormId) ?? null),
              answer: decision.words,
              answeredAt: decision.decidedAt.toISOString(),
              isMended: decision.earlier > 0,
              alsoAsked,
            },
          ],
    ),
  };
}
