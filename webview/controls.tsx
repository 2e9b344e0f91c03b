/**
 * Form controls, all of them: the one module that knows @vscode/webview-ui-toolkit. Its repository is archived, so nothing
 * else may depend on it; another library goes in here.
 */
import {
  provideVSCodeDesignSystem,
  vsCodeButton,
  vsCodeCheckbox,
  vsCodeDropdown,
  vsCodeOption,
  vsCodeProgressRing,
  vsCodeTextArea,
  vsCodeTextField,
} from '@vscode/webview-ui-toolkit';
import { type ComponentChildren, h, type RefObject } from 'preact';
import { useLayoutEffect, useRef } from 'preact/hooks';

provideVSCodeDesignSystem().register(
  vsCodeButton(),
  vsCodeCheckbox(),
  vsCodeDropdown(),
  vsCodeOption(),
  vsCodeProgressRing(),
  vsCodeTextArea(),
  vsCodeTextField(),
);

interface ButtonProps {
  children: ComponentChildren;
  onClick: () => void;
  primary?: boolean;
  /** Looks like an icon; `label` is then its name. */
  icon?: boolean;
  label?: string;
  /** Keys that do the same, for screen readers: `A`. */
  keys?: string;
  pressed?: boolean;
  expanded?: boolean;
  disabled?: boolean;
  class?: string;
  id?: string;
}

export function Button({
  children,
  onClick,
  primary,
  icon,
  label,
  keys,
  pressed,
  expanded,
  disabled,
  ...rest
}: ButtonProps) {
  const ref = useRef<HTMLElement>(null);
  // The toolkit copies ARIA attributes to the button inside it, where they count.
  return h(
    'vscode-button',
    {
      ref,
      appearance: icon ? 'icon' : primary ? 'primary' : 'secondary',
      onClick: () => disabled || onClick(),
      disabled: disabled ?? false,
      'aria-label': label,
      title: label,
      'aria-keyshortcuts': keys,
      'aria-pressed': pressed,
      'aria-expanded': expanded,
      ...rest,
    },
    children,
  );
}

interface TextFieldProps {
  label: string;
  value: string;
  onInput: (value: string) => void;
  placeholder?: string;
  onEnter?: () => void;
  children?: ComponentChildren;
  hideLabel?: boolean;
  focusNow?: boolean;
}

export function TextField({
  label,
  value,
  onInput,
  placeholder,
  onEnter,
  children,
  hideLabel,
  focusNow,
}: TextFieldProps) {
  const ref = useRef<HTMLElement>(null);
  useName(ref, label);
  useFocusNow(ref, focusNow);
  return h(
    'vscode-text-field',
    {
      ref,
      value,
      placeholder,
      'aria-label': label,
      class: 'field',
      onInput: (event: Event) => onInput((event.target as HTMLInputElement).value),
      onKeyDown: (event: KeyboardEvent) => event.key === 'Enter' && onEnter?.(),
    },
    hideLabel ? null : label,
    children,
  );
}

export function TextArea(props: { label: string; value: string; rows: number; onInput: (value: string) => void }) {
  const { label, value, rows, onInput } = props;
  const ref = useRef<HTMLElement>(null);
  useName(ref, label);
  useFocusNow(ref, true);
  return h('vscode-text-area', {
    ref,
    value,
    rows,
    resize: 'vertical',
    'aria-label': label,
    class: 'area',
    onInput: (event: Event) => onInput((event.target as HTMLTextAreaElement).value),
  });
}

export function Checkbox(props: {
  checked: boolean;
  onChange: (checked: boolean) => void;
  children: ComponentChildren;
}) {
  const { checked, onChange, children } = props;
  return h(
    'vscode-checkbox',
    {
      checked,
      // It also fires when `checked` is set from outside: only what differs is the user's.
      onChange: (event: Event) => {
        const now = (event.target as HTMLInputElement).checked;
        if (now !== checked) onChange(now);
      },
    },
    children,
  );
}

export function Select(props: {
  label: string;
  value: string;
  /** Words that say themselves, or values with the words for them. */
  options: readonly (string | { value: string; words: string })[];
  onChange: (value: string) => void;
}) {
  const { label, value, onChange } = props;
  const options = props.options.map((o) => (typeof o === 'string' ? { value: o, words: o } : o));
  return h(
    'vscode-dropdown',
    {
      value,
      'aria-label': label,
      class: 'select',
      // It also fires when `value` is set from outside: only what differs is the user's.
      onChange: (event: Event) => {
        const now = (event.target as HTMLSelectElement).value;
        if (now !== value) onChange(now);
      },
    },
    options.map((o) => h('vscode-option', { key: o.value, value: o.value, selected: o.value === value }, o.words)),
  );
}

export const Ring = ({ label }: { label: string }) => h('vscode-progress-ring', { 'aria-label': label });

/** A field without a label of its own calls itself "Text field" as soon as it is attached. */
function useName(ref: RefObject<HTMLElement | null>, label: string): void {
  useLayoutEffect(() => ref.current?.setAttribute('aria-label', label), [ref, label]);
}

/** The toolkit renders its inner field a moment after it is attached. */
function useFocusNow(ref: RefObject<HTMLElement | null>, wanted: boolean | undefined): void {
  useLayoutEffect(() => {
    if (!wanted) return;
    const frame = requestAnimationFrame(() => ref.current?.focus());
    return () => cancelAnimationFrame(frame);
  }, [wanted, ref]);
}
