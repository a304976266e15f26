'use client';

/** Ticks or clears every box of the fieldset it stands in. */
export function CheckAll({ words }: { readonly words: string }) {
  return (
    <label className="needs-script flex min-h-9 items-center gap-3 font-semibold">
      <input
        type="checkbox"
        defaultChecked
        className="size-5 shrink-0 accent-(--leaf)"
        onChange={({ currentTarget }) => {
          const boxes = currentTarget.closest('fieldset')?.querySelectorAll<HTMLInputElement>('input[type=checkbox][name]') ?? [];
          for (const box of boxes) box.checked = currentTarget.checked;
        }}
      />
      {words}
    </label>
  );
}
