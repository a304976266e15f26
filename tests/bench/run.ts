import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openDatabase } from '#db/client.ts';
import { startEmbedded } from '#db/embedded/start.ts';
import { migrate } from '#db/migrate.ts';
import { benchClose } from '#tests/bench/close-bench.ts';
import { greenButtonBench } from '#tests/bench/green-button-bench.ts';
import { benchImport } from '#tests/bench/import-bench.ts';
import { benchPages } from '#tests/bench/pages-bench.ts';
import { benchPreview } from '#tests/bench/preview-bench.ts';
import { benchSeason, benchVerify } from '#tests/bench/season-bench.ts';
import { xlsxBench } from '#tests/bench/xlsx-bench.ts';

/** `npm run bench`: figures against a floor measured in the same run, on a PostgreSQL as careful as the real one. */
const rows = Number(process.env.BENCH_ROWS ?? 1_000_000);
const folder = mkdtempSync(join(tmpdir(), 'wattle-bench-'));
chmodSync(folder, 0o711);
const server = await startEmbedded({ dataDir: join(folder, 'data'), durable: true });
try {
  await migrate(server.url);
  const database = await openDatabase({ url: server.url, dataDir: '' });
  const figures = await benchImport(database, folder, rows);
  console.log(`COPY of ${figures.rows} rows into readings with its key   ${figures.copySeconds.toFixed(2)} s`);
  console.log(`the same rows as a CSV through the whole of import      ${figures.importSeconds.toFixed(2)} s`);
  console.log(`ratio                                                   ${figures.ratio.toFixed(2)}`);
  console.log(`peak memory of the importing process                    ${figures.peakMegabytes} MB`);
  const path = join(folder, 'bench.csv');
  const preview = await benchPreview(database, { path, rows });
  console.log(`the same CSV received as a page does                    ${preview.receiveSeconds.toFixed(2)} s`);
  console.log(`and previewed, the progress bar moving ${preview.steps} times     ${preview.previewSeconds.toFixed(2)} s`);
  console.log(
    `peak memory in the first tenth and in all the rest      ${preview.earlyMegabytes} MB, ${preview.peakMegabytes} MB`,
  );
  const pages = await benchPages(database, path);
  for (const [what, { alone, beside, within }] of [
    ['leaderboard pages', pages.page],
    ['leaderboards as JSON', pages.api],
  ] as const) {
    const times = (milliseconds: number) => `${milliseconds.toFixed(1)} ms, ${(milliseconds / alone).toFixed(2)}×`;
    console.log(`99 of 100 ${what} within (bound 2×)`);
    console.log(`  alone ${alone.toFixed(1)} ms; while another process imports ${times(beside)}; the same one ${times(within)}`);
  }
  const xlsx = await xlsxBench();
  console.log(`100,000 rows as XLSX ÷ as CSV, reading (bound 5)        ${xlsx.ratio.toFixed(2)} (${xlsx.peakMegabytes} MB)`);
  const greenButton = await greenButtonBench();
  console.log(
    `35,040 readings as Green Button ÷ as CSV (bound 5)      ${greenButton.ratio.toFixed(2)} (${greenButton.peakMegabytes} MB)`,
  );
  const closing = await benchClose(database);
  console.log(
    `closing a week after ${closing.shortDays} days of history, median      ${closing.shortMilliseconds.toFixed(1)} ms`,
  );
  console.log(`closing a week after ${closing.longDays} days of history, median     ${closing.longMilliseconds.toFixed(1)} ms`);
  const season = await benchSeason(database, Number(process.env.BENCH_DORMS ?? 1000));
  console.log(
    `what is expected of ${season.weeks} weeks of ${season.dorms} dorms, made once   ${season.firstSeconds.toFixed(1)} s`,
  );
  console.log(`closing the next week of that season by effort          ${season.closeSeconds.toFixed(1)} s`);
  console.log(`its board by effort before the week after is closed       ${season.openSeconds.toFixed(1)} s`);
  console.log(`and asked for again                                     ${season.againSeconds.toFixed(1)} s`);
  const verified = await benchVerify(database, 100);
  console.log(
    `verify of ${verified.weeks} weeks of ${verified.dorms} dorms                          ${verified.seconds.toFixed(1)} s (${verified.megabytes} MB more)`,
  );
  await database.close();
} finally {
  await server.leave();
  rmSync(folder, { recursive: true, force: true });
}
