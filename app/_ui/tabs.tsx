import Link from 'next/link';

type Tab = { href: string; text: string; count?: string; current: boolean };

/** Tabs are links: the URL says which one is open. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  return (
    <nav
      aria-label={label}
      className="flex gap-1 overflow-x-auto border-b border-line print:hidden"
    >
      {tabs.map((tab) => (
        <Link
          key={tab.text}
          href={tab.href}
          scroll={false}
          aria-current={tab.current ? 'page' : undefined}
          className="-mb-px border-b-2 border-transparent px-2.5 py-2 whitespace-nowrap text-ink-2 hover:text-ink aria-[current]:border-ink aria-[current]:font-medium aria-[current]:text-ink"
        >
          {tab.text}
          {tab.count ? <span className="ml-1.5 text-small text-ink-3">{tab.count}</span> : null}
        </Link>
      ))}
    </nav>
  );
}
