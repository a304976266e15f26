import type { MeterFileFormat } from '#core/meter-files/meter-file.ts';

/** Workbooks. */
export const xlsxFormat: MeterFileFormat = { name: 'xlsx', detect: async () => null };
