/** Everything that public pages show of a campus is cached under this tag. */
export function campusTag(slug: string): string {
  return `campus:${slug}`;
}

/** Pages are made anew after so many seconds even if nobody told them of a change. */
export const PAGE_SECONDS = 60;
