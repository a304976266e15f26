/** IANA zones to choose from, the campus's own first. */
export function timeZones(campusZone: string): readonly string[] {
  const all = Intl.supportedValuesOf('timeZone');
  return [campusZone, 'UTC', ...all.filter((zone) => zone !== campusZone && zone !== 'UTC')];
}
