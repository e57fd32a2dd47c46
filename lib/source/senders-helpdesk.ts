import { type Sender, sender } from './sender.ts';

/** Help desks: they answer customers in their own customers’ names. */
export const HELPDESK: readonly Sender[] = [
  sender(
    'Zendesk',
    'helpdesk',
    { own: ['zendesk.com', 'zdsys.com'], ptr: ['zdsys.com', 'zendesk.com'] },
    'https://support.zendesk.com',
  ),
  sender(
    'Freshworks',
    'helpdesk',
    { own: ['freshdesk.com', 'freshemail.io', 'freshservice.com'], ptr: ['freshemail.io'] },
    'https://support.freshdesk.com',
  ),
  sender(
    'Intercom',
    'helpdesk',
    { own: ['intercom.io', 'intercom-mail.com'] },
    'https://www.intercom.com/help',
  ),
  sender(
    'Help Scout',
    'helpdesk',
    { own: ['helpscoutemail.com', 'helpscout.net'], ptr: ['helpscoutemail.com'] },
    'https://docs.helpscout.com',
  ),
  sender('Front', 'helpdesk', { own: ['frontapp.com'] }, 'https://help.front.com'),
  sender('HappyFox', 'helpdesk', { own: ['happyfox.com'] }, 'https://support.happyfox.com'),
  sender('Kayako', 'helpdesk', { own: ['kayako.com'] }, 'https://help.kayako.com'),
  sender('Gorgias', 'helpdesk', { own: ['gorgias.com', 'gorgias.io'] }, 'https://docs.gorgias.com'),
  sender(
    'ServiceNow',
    'helpdesk',
    { own: ['service-now.com', 'servicenow.com'], ptr: ['service-now.com'] },
    'https://docs.servicenow.com',
  ),
  sender('LiveAgent', 'helpdesk', { own: ['ladesk.com'] }, 'https://support.liveagent.com'),
  sender(
    'Kustomer',
    'helpdesk',
    { own: ['kustomerapp.com', 'kustomer.com'] },
    'https://help.kustomer.com',
  ),
  sender('Groove', 'helpdesk', { own: ['groovehq.com'] }, 'https://help.groovehq.com'),
  sender('Re:amaze', 'helpdesk', { own: ['reamaze.com'] }, 'https://support.reamaze.com'),
  sender('Crisp', 'helpdesk', { own: ['crisp.chat', 'crisp.email'] }, 'https://help.crisp.chat'),
  sender('OTRS', 'helpdesk', { own: ['otrs.com'] }, 'https://doc.otrs.com'),
  sender('Zammad', 'helpdesk', { own: ['zammad.com'] }, 'https://docs.zammad.org'),
];
