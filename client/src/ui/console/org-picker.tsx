import { TreeSelect } from 'antd';
import { useTranslation } from 'react-i18next';
import type { Org } from '#shared/orgs.ts';
import { matches, type OrgNode, treeOf } from '../../lib/org-tree.ts';

type OrgPickerProps = {
  orgs: readonly Org[];
  value: string;
  onChange: (orgId: string) => void;
  /** Given by `Field`. */
  id?: string;
  'aria-describedby'?: string | undefined;
  'aria-invalid'?: boolean | undefined;
};

type Item = { value: string; title: string; org: Org; children: Item[] };
const toItem = ({ org, children }: OrgNode): Item => ({
  value: org.id,
  title: org.name,
  org,
  children: children.map(toItem),
});

/** One place of the tree, found by its name or by pinyin. */
export function OrgPicker({ orgs, value, onChange, id, ...described }: OrgPickerProps) {
  const { t } = useTranslation();
  return (
    <TreeSelect<string, Item>
      {...(id && { id })}
      {...described}
      showSearch={{ filterTreeNode: (search, item) => matches(item.org, search) }}
      treeData={treeOf(orgs).map(toItem)}
      {...(value && { value })}
      onChange={onChange}
      treeDefaultExpandedKeys={orgs.filter((org) => org.parentId === null).map((org) => org.id)}
      placeholder={t('orgPicker.placeholder')}
      notFoundContent={t('orgPicker.nothing')}
      // antd names a list that its tree does not have; screen readers and axe look for it.
      popupRender={(menu) => <div id={`${id}_list`}>{menu}</div>}
      style={{ width: '100%' }}
    />
  );
}
