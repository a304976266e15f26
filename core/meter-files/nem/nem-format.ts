import { guessEncoding, headText, readText } from '#core/meter-files/csv/encoding.ts';
import type { MeterFileFormat, MeterFileReading, OfferedFile } from '#core/meter-files/meter-file.ts';
import { ChannelJudge } from '#core/meter-files/nem/channels.ts';
import { cellsOf, readLines } from '#core/meter-files/nem/lines.ts';
import { readNem } from '#core/meter-files/nem/read-nem.ts';
import { channelOf200, isQuality, wallTimeOf } from '#core/meter-files/nem/records.ts';
import { surveyOf } from '#core/meter-files/nem/survey.ts';
import { offsetOf, understand } from '#core/meter-files/nem/understanding.ts';

/**
 * NEM12 and NEM13, AEMO's Meter Data File Format: records of intervals (200, 300, 400) and of accumulated energy (250), in the
 * market's time. The file is gone through twice: what it holds as a whole decides which of its channels and days count.
 */
export const nemFormat: MeterFileFormat = { name: 'nem', detect };

async function detect({ head, source, context }: OfferedFile): Promise<MeterFileReading | null> {
  const encoding = guessEncoding(head);
  if (!isNem(headText(head, encoding.value).toString())) return null;
  const blocks = () => readLines(readText(source, encoding.value));
  const survey = await surveyOf(blocks());
  const judge = new ChannelJudge(survey.channels, context);
  const understanding = understand({ survey, judge, context, encoding });
  const labels: string[] = [];
  return {
    understanding,
    meters: labels,
    async *batches() {
      if (understanding.questions.length > 0) return;
      labels.length = 0;
      yield* readNem({ survey, judge, context, offsetMs: offsetOf(context), labels }, blocks());
    },
  };
}

const LEAST_VALUES = 24;

/** Whether the first record that is not blank is one of the format's, and could not as well be a row of a table. */
function isNem(text: string): boolean {
  const start = /[^\s,;]/.exec(text)?.index ?? text.length;
  const lineStart = text.lastIndexOf('\n', start) + 1;
  const [line = '', next = ''] = text
    .slice(lineStart, lineStart + PROBE)
    .split('\n')
    .filter((one) => /[^\s,]/.test(one));
  const cells = cellsOf(line).map((cell) => cell.trim());
  const [code, second = ''] = cells;
  switch (code) {
    case '100':
      return /^NEM1[23]$/i.test(second);
    case '200':
      return isNmi(second) && cells.length >= 9 && (isDay(next) || channelOf200(cells).minutes !== null);
    case '250':
      return isNmi(second) && cells.length >= 15 && !Number.isNaN(wallTimeOf(cells[9] ?? ''));
    case '300':
      return isDay(line) && cells.length > LEAST_VALUES && cells.some(isQuality);
    default:
      return false;
  }
}

const PROBE = 65_536;

function isNmi(text: string): boolean {
  return /^[A-Z\d]{3,11}$/i.test(text);
}

function isDay(line: string): boolean {
  const [code = '', date = ''] = cellsOf(line);
  return code.trim() === '300' && !Number.isNaN(wallTimeOf(date));
}
