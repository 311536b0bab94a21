import { ArrowLeft } from 'lucide';
import { WHOLE_LIST } from '../../evidence/list/list-view.ts';
import { Icon } from '../controls/Icon.tsx';
import { useWords } from '../words.tsx';
import styles from './BackLink.module.css';
import { ListLink } from './ListLink.tsx';
import type { ChangeView } from './use-view-in-address.ts';

/** A link from the bin back to the list. */
export function BackLink({ onChange }: { onChange: ChangeView }) {
  const { t } = useWords();
  return (
    <nav class={styles.back} aria-label={t('bin.back')}>
      <ListLink to={WHOLE_LIST} onChange={onChange} class={styles.link}>
        <Icon shape={ArrowLeft} />
        {t('bin.back')}
      </ListLink>
    </nav>
  );
}
