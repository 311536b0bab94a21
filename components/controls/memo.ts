import { Component, type ComponentChild, createElement, type FunctionComponent } from 'preact';

/**
 * Renders a component again only if one of its properties changed, for items of long lists. Contexts and the
 * component's own state still work.
 */
export function memo<Props extends object>(what: FunctionComponent<Props>): FunctionComponent<Props> {
  class Memo extends Component<Props> {
    override shouldComponentUpdate(next: Readonly<Props>): boolean {
      const before = Object.entries(this.props);
      return (
        before.length !== Object.keys(next).length ||
        before.some(([name, value]) => value !== next[name as keyof Props])
      );
    }

    override render(): ComponentChild {
      return createElement(what, this.props);
    }
  }
  return Memo as unknown as FunctionComponent<Props>;
}
