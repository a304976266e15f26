import type { ChosenOptions } from '#components/imports/import-view.ts';

/** Addresses of a campus's staff pages, without the language in front, and of what they call. */
export const importsPath = (campus: string): string => `/staff/${campus}/imports`;

export const importPath = (campus: string, id: number): string => `/staff/${campus}/imports/${id}`;

export const metersPath = (campus: string): string => `/staff/${campus}/meters`;

export const dormsPath = (campus: string): string => `/staff/${campus}/dorms`;

export const peoplePath = (campus: string): string => `/people?campus=${campus}`;

export const staffApi = (campus: string, path: string): string => `/api/staff/${campus}/${path}`;

/** The options as a query, empty for none. */
export function optionsQuery(options: ChosenOptions): string {
  const query = new URLSearchParams();
  for (const [name, value] of Object.entries(options)) if (value !== undefined) query.set(name, String(value));
  const text = query.toString();
  return text === '' ? '' : `?${text}`;
}
