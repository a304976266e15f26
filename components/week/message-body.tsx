const looks = [
  'wrap-anywhere [&_*]:[unicode-bidi:plaintext] [&_*+*]:mt-3 [&_li+li]:mt-1 [&_:is(a,code,em,strong)]:mt-0',
  '[&_ul]:list-disc [&_ol]:list-decimal [&_:is(ul,ol)]:ps-6 [&_a]:font-semibold [&_a]:underline [&_a]:underline-offset-[0.2em]',
  '[&_blockquote]:border-s-4 [&_blockquote]:border-current/30 [&_blockquote]:ps-4 [&_pre]:text-sm [&_pre]:whitespace-pre-wrap',
].join(' ');

/** An organiser's message as markup that was made safe; each line in its own direction. */
export function MessageBody({ html, className = '' }: { readonly html: string; readonly className?: string }) {
  // biome-ignore lint/security/noDangerouslySetInnerHtml: made by `messageHtml`, which lets no markup of its writer through.
  return <div className={`${looks} ${className}`} dangerouslySetInnerHTML={{ __html: html }} />;
}
