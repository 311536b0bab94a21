import type { IconNode } from 'lucide';
import { createElement } from 'preact';

interface IconProps {
  /** One of Lucide's icons. */
  readonly shape: IconNode;
  /** In CSS pixels; 16 by default. */
  readonly size?: number;
}

/** A decorative icon beside words. It adds nothing to them, so assistive technology skips it. */
export function Icon({ shape, size = 16 }: IconProps) {
  return (
    <svg
      width={size}
      height={size}
      viewBox="0 0 24 24"
      fill="none"
      stroke="currentColor"
      stroke-width="2"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      {shape.map(([tag, attributes]) => createElement(tag, attributes))}
    </svg>
  );
}
