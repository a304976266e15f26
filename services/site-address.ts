/** What addresses of this site begin with, as NEXTAUTH_URL says, without a slash at the end; null where nothing is said. */
export function siteAddress(variables: Record<string, string | undefined> = process.env): string | null {
  const { NEXTAUTH_URL } = variables;
  return NEXTAUTH_URL !== undefined && URL.canParse(NEXTAUTH_URL) ? new URL(NEXTAUTH_URL).origin : null;
}
