import { type Sender, sender } from './sender.ts';

/** Forwarders and alias services: mail goes there to come out elsewhere. */
export const FORWARDER: readonly Sender[] = [
  sender(
    'Cloudflare Email Routing',
    'forwarder',
    {
      own: ['cloudflare-email.net', 'cloudflare-email.com'],
      ptr: ['cloudflare-email.net', 'cloudflare-email.com', 'email.cloudflare.net'],
    },
    'https://developers.cloudflare.com/email-routing/',
  ),
  sender(
    'ImprovMX',
    'forwarder',
    { own: ['improvmx.com'], ptr: ['improvmx.com'] },
    'https://improvmx.com/guides',
  ),
  sender(
    'Forward Email',
    'forwarder',
    { own: ['forwardemail.net'], ptr: ['forwardemail.net'] },
    'https://forwardemail.net/faq',
  ),
  sender(
    'SimpleLogin',
    'forwarder',
    { own: ['simplelogin.co', 'simplelogin.io'], ptr: ['simplelogin.co', 'simplelogin.io'] },
    'https://simplelogin.io/docs',
  ),
  sender(
    'addy.io',
    'forwarder',
    {
      own: ['addy.io', 'anonaddy.com', 'anonaddy.me'],
      ptr: ['anonaddy.com', 'anonaddy.me', 'addy.io'],
    },
    'https://addy.io/help',
  ),
  sender(
    'DuckDuckGo Email Protection',
    'forwarder',
    { own: ['duck.com'], ptr: ['duck.com'] },
    'https://duckduckgo.com/duckduckgo-help-pages',
  ),
  sender(
    'Firefox Relay',
    'forwarder',
    { own: ['mozmail.com', 'relay.firefox.com'] },
    'https://support.mozilla.org/products/relay',
  ),
  sender(
    'Apple private relay',
    'forwarder',
    { own: ['privaterelay.appleid.com'] },
    'https://support.apple.com/HT210425',
  ),
  sender(
    'Pobox',
    'forwarder',
    { own: ['pobox.com'], ptr: ['pobox.com'] },
    'https://www.fastmail.help/hc/categories/Pobox',
  ),
  sender(
    'Namecheap forwarding',
    'forwarder',
    { own: ['registrar-servers.com'], ptr: ['registrar-servers.com', 'jellyfish.systems'] },
    'https://www.namecheap.com/support/knowledgebase/',
  ),
  sender(
    '33Mail',
    'forwarder',
    { own: ['33mail.com'], ptr: ['33mail.com'] },
    'https://www.33mail.com/help',
  ),
  sender(
    'Forward MX',
    'forwarder',
    { own: ['forwardmx.io', 'forwardmx.net'], ptr: ['forwardmx.io', 'forwardmx.net'] },
    'https://forwardmx.net',
  ),
  sender(
    'MIT alumni forwarding',
    'forwarder',
    { own: ['alum.mit.edu'], ptr: ['alum.mit.edu'] },
    'https://alum.mit.edu',
  ),
  sender(
    'IEEE alias',
    'forwarder',
    { own: ['ieee.org'], ptr: ['ieee.org'] },
    'https://www.ieee.org/membership/products/email-alias.html',
  ),
  sender(
    'ACM forwarding',
    'forwarder',
    { own: ['acm.org'], ptr: ['acm.org'] },
    'https://www.acm.org/membership',
  ),
  sender(
    'Stanford alumni forwarding',
    'forwarder',
    { own: ['alumni.stanford.edu'], ptr: ['alumni.stanford.edu'] },
    'https://alumni.stanford.edu',
  ),
  sender(
    'Princeton alumni forwarding',
    'forwarder',
    { own: ['alumni.princeton.edu'], ptr: ['alumni.princeton.edu'] },
    'https://alumni.princeton.edu',
  ),
  sender(
    'Mailinblack',
    'forwarder',
    { own: ['mailinblack.com'], ptr: ['mailinblack.com'] },
    'https://helpcenter.mailinblack.com',
  ),
];
