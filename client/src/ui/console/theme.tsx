import { ConfigProvider, type ThemeConfig } from 'antd';
import enUS from 'antd/locale/en_US';
import zhCN from 'antd/locale/zh_CN';
import type { ReactNode } from 'react';
import { useLanguage } from '../../lib/i18n.ts';
import { useIsLargeType } from '../../lib/large-type.ts';

/** antd in our colours. Its own defaults miss 4.5:1 in many places; these were held against axe. */
const colors: ThemeConfig['token'] = {
  colorPrimary: '#17509e',
  colorInfo: '#17509e',
  colorPrimaryBg: '#e8f0fa',
  colorInfoBg: '#e8f0fa',
  colorLink: '#17509e',
  colorLinkHover: '#0c3578',
  colorError: '#b3261e',
  colorErrorBg: '#fdeceb',
  colorErrorHover: '#8c1d18',
  colorSuccess: '#1d7a46',
  colorSuccessBg: '#e7f5ec',
  colorSuccessHover: '#135200',
  colorWarning: '#8a5a00',
  colorWarningBg: '#fdf3dc',
  colorWarningHover: '#613400',
  colorText: '#1f2a37',
  colorTextSecondary: '#4a5768',
  colorTextTertiary: 'rgba(0,0,0,.65)',
  colorTextDescription: 'rgba(0,0,0,.65)',
  colorTextPlaceholder: 'rgba(0,0,0,.6)',
  colorBorder: '#7d8a9a',
  colorBorderSecondary: '#d7dde5',
  opacityLoading: 1,
  borderRadius: 8,
  fontFamily: 'system-ui, "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", sans-serif',
};

/** Lists that drop down inside a dialog must lie in it: the dialog is in the browser's top layer, the body below. */
const popupContainer = (trigger?: HTMLElement): HTMLElement => trigger?.closest('dialog') ?? document.body;

export function ConsoleTheme({ children }: { children: ReactNode }) {
  const language = useLanguage();
  const isLarge = useIsLargeType();
  const size = isLarge
    ? { fontSize: 24, controlHeight: 60, lineHeight: 1.6 }
    : { fontSize: 16, controlHeight: 40, lineHeight: 1.6 };
  return (
    <ConfigProvider
      locale={language === 'zh-CN' ? zhCN : enUS}
      theme={{ token: { ...colors, ...size } }}
      button={{ autoInsertSpace: false }}
      getPopupContainer={popupContainer}
    >
      {children}
    </ConfigProvider>
  );
}
