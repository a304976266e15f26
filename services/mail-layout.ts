import { type Xml, xml } from '#core/feeds/xml.ts';

const SERIF = "Georgia,'Songti SC','Noto Serif CJK SC',serif";
const SANS = "-apple-system,'Segoe UI',Roboto,'PingFang SC','Microsoft YaHei','Noto Sans CJK SC',Helvetica,Arial,sans-serif";

/** What mails are drawn with; programs that know a dark theme take the colours of `DARK`. */
export const MAIL_STYLE = {
  heading: 'margin:28px 0 8px;font-size:17px;line-height:1.3;font-weight:700',
  paragraph: 'margin:0 0 12px;overflow-wrap:anywhere',
  table: 'border-collapse:collapse;width:100%',
  rank: 'padding:6px 12px 6px 0;width:28px;vertical-align:top;font-weight:700;border-top:1px solid #e4e0d2',
  name: 'padding:6px 12px 6px 0;vertical-align:top;overflow-wrap:anywhere;word-break:break-word;border-top:1px solid #e4e0d2',
  score: 'padding:6px 0;vertical-align:top;text-align:right;white-space:nowrap;color:#56655d;border-top:1px solid #e4e0d2',
  gold: 'margin:20px 0;padding:12px 16px;border-radius:12px;background:#fbeabf;color:#17241f;overflow-wrap:anywhere',
  quote: 'margin:0;padding:2px 0 2px 16px;border-left:4px solid #e8ac12;overflow-wrap:anywhere',
  button:
    'display:inline-block;margin:16px 0 4px;padding:12px 22px;border-radius:12px;background:#1f5a47;color:#ffffff;font-weight:700;text-decoration:none',
} as const;

const DARK =
  '@media (prefers-color-scheme:dark){.p{background:#0d1713!important;color:#eef1e8!important}.c{background:#14211c!important;color:#eef1e8!important}.s{color:#9fb0a6!important}.l{border-color:#25352e!important}.a,.m a{color:#7fd0ae!important}.b{background:#7fd0ae!important;color:#0d1713!important}.g{background:#4b3f12!important;color:#fdf6e0!important}}';

/** A whole mail: everything in it, nothing asked of anyone when it is opened. */
export function mailHtml(mail: { language: string; title: string; kicker: string; body: Xml; foot: Xml }): string {
  const { language, title, kicker, body, foot } = mail;
  const page = xml`<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><meta name="color-scheme" content="light dark"><title>${title}</title><style>${DARK}</style></head><body class="p" style="margin:0;background:#faf8f1;color:#17241f"><table role="presentation" class="p" style="border-collapse:collapse;width:100%;background:#faf8f1"><tr><td style="padding:20px 12px"><table role="presentation" style="border-collapse:separate;border-spacing:0;width:100%;max-width:600px;margin:0 auto;table-layout:fixed;font:16px/1.55 ${SANS}"><tr><td style="padding:26px 26px 24px;border-radius:18px 18px 0 0;background:#14302a;color:#eef1e8"><div dir="auto" style="font-size:14px;color:#f7c944;overflow-wrap:anywhere">${kicker}</div><h1 dir="auto" style="margin:8px 0 0;font:700 34px/1.12 ${SERIF};overflow-wrap:anywhere">${title}</h1></td></tr><tr><td class="c" style="padding:8px 26px 26px;border-radius:0 0 18px 18px;background:#fffdf7;color:#17241f">${body}</td></tr><tr><td class="s" style="padding:18px 26px;font-size:13px;line-height:1.5;color:#56655d;overflow-wrap:anywhere">${foot}</td></tr></table></td></tr></table></body></html>`;
  return `<!doctype html>\n${page.text}`;
}

/** A link as a button. */
export function mailButton(href: string, words: string): Xml {
  return xml`<p style="margin:0"><a class="b" href="${href}" style="${MAIL_STYLE.button}">${words}</a></p>`;
}
