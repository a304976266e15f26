export type FieldView = {
  readonly name: string;
  readonly label: string;
  readonly type: 'email' | 'password' | 'text' | 'checkbox' | 'hidden' | 'select';
  readonly autoComplete?: string;
  readonly hint?: string;
  readonly value?: string;
  readonly options?: readonly { readonly value: string; readonly label: string }[];
  readonly isOptional?: boolean;
  readonly isFixed?: boolean;
};

const box = 'min-h-11 w-full rounded-xl border border-line-strong bg-paper px-3 py-2 text-ink';

type FormFieldProps = { readonly id: string; readonly field: FieldView; readonly value: string };

export function FormField({ id, field, value }: FormFieldProps) {
  if (field.type === 'hidden') return <input type="hidden" name={field.name} value={value} />;
  if (field.type === 'checkbox') {
    return (
      <label className="flex min-h-11 items-center gap-3">
        <input type="checkbox" name={field.name} value="yes" className="size-5 accent-(--leaf)" />
        {field.label}
      </label>
    );
  }
  const hintId = field.hint === undefined ? undefined : `${id}-hint`;
  return (
    <div className="min-w-0">
      <label htmlFor={id} className="mb-1 block font-semibold">
        {field.label}
      </label>
      {field.type === 'select' ? (
        <Choice id={id} field={field} value={value} />
      ) : (
        <Line id={id} field={field} value={value} hintId={hintId} />
      )}
      {field.hint === undefined ? null : (
        <p id={hintId} className="mt-1 text-sm text-soft">
          {field.hint}
        </p>
      )}
    </div>
  );
}

function Line({ id, field, value, hintId }: FormFieldProps & { readonly hintId: string | undefined }) {
  return (
    <input
      id={id}
      type={field.type}
      name={field.name}
      defaultValue={value}
      autoComplete={field.autoComplete ?? 'off'}
      aria-describedby={hintId}
      required={field.isOptional !== true}
      readOnly={field.isFixed === true}
      maxLength={field.type === 'password' ? 1024 : 254}
      spellCheck={false}
      autoCapitalize="none"
      className={`${box} read-only:bg-sunken`}
    />
  );
}

/** The key makes it anew when its value changes: a form that was sent puts a select back to what it first showed. */
function Choice({ id, field, value }: FormFieldProps) {
  return (
    <select id={id} key={value} name={field.name} defaultValue={value} className={box}>
      {(field.options ?? []).map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  );
}
