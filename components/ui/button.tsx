import type { ButtonHTMLAttributes } from 'react';

export type ButtonLook = 'primary' | 'secondary' | 'danger';

const shape =
  'inline-flex min-h-11 items-center justify-center gap-2 rounded-xl px-5 py-2 font-semibold transition-colors disabled:cursor-not-allowed disabled:opacity-60';

const looks: Record<ButtonLook, string> = {
  primary: 'bg-ink text-paper hover:bg-leaf hover:text-on-leaf',
  secondary: 'border border-line-strong bg-card text-ink hover:border-ink',
  danger: 'border border-clay bg-card text-clay hover:bg-clay-wash',
};

/** The look of a button for what is no button: a link that acts, a file label. */
export const buttonClass = (look: ButtonLook): string => `${shape} ${looks[look]}`;

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & { readonly look?: ButtonLook };

export function Button({ look = 'primary', className = '', type = 'button', ...rest }: ButtonProps) {
  return <button type={type} className={`${buttonClass(look)} ${className}`} {...rest} />;
}
