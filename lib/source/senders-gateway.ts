import { type Sender, sender } from './sender.ts';

/** Gateways that stand before or behind other people’s mail servers: filters, signatures, archives. */
export const GATEWAY: readonly Sender[] = [
  sender(
    'Proofpoint',
    'gateway',
    { own: ['pphosted.com'], ptr: ['pphosted.com'] },
    'https://proofpoint.my.site.com/community',
  ),
  sender(
    'Proofpoint Essentials',
    'gateway',
    { own: ['ppe-hosted.com'], ptr: ['ppe-hosted.com'] },
    'https://help.proofpoint.com/Proofpoint_Essentials',
  ),
  sender(
    'Mimecast',
    'gateway',
    { own: ['mimecast.com', 'mimecast.co.za'], ptr: ['mimecast.com', 'mimecast.co.za'] },
    'https://mimecastsupport.zendesk.com',
  ),
  sender(
    'Barracuda',
    'gateway',
    { own: ['barracudanetworks.com'], ptr: ['barracudanetworks.com'] },
    'https://campus.barracuda.com',
  ),
  sender(
    'Cisco Secure Email',
    'gateway',
    { own: ['iphmx.com'], ptr: ['iphmx.com'] },
    'https://docs.ces.cisco.com',
  ),
  sender(
    'Symantec Email Security.cloud',
    'gateway',
    { own: ['messagelabs.com'], ptr: ['messagelabs.com'] },
    'https://techdocs.broadcom.com',
  ),
  sender(
    'Trend Micro Email Security',
    'gateway',
    {
      own: ['tmes.trendmicro.com', 'hes.trendmicro.com'],
      ptr: ['tmes.trendmicro.com', 'hes.trendmicro.com'],
    },
    'https://docs.trendmicro.com',
  ),
  sender(
    'Sophos Email',
    'gateway',
    { own: ['hydra.sophos.com'], ptr: ['hydra.sophos.com'] },
    'https://docs.sophos.com',
  ),
  sender(
    'Forcepoint',
    'gateway',
    { own: ['mailcontrol.com'], ptr: ['mailcontrol.com'] },
    'https://help.forcepoint.com',
  ),
  sender(
    'Hornetsecurity',
    'gateway',
    {
      own: ['hornetsecurity.com', 'antispameurope.com'],
      ptr: ['hornetsecurity.com', 'antispameurope.com'],
    },
    'https://support.hornetsecurity.com',
  ),
  sender(
    'N-able Mail Assure',
    'gateway',
    { own: ['antispamcloud.com'], ptr: ['antispamcloud.com'] },
    'https://documentation.n-able.com',
  ),
  sender(
    'Trellix Email Security',
    'gateway',
    { own: ['fireeyecloud.com'], ptr: ['fireeyecloud.com'] },
    'https://docs.trellix.com',
  ),
  sender(
    'Check Point Harmony Email',
    'gateway',
    { own: ['avanan.net'], ptr: ['avanan.net'] },
    'https://sc1.checkpoint.com/documents/Harmony_Email_Collaboration',
  ),
  sender(
    'Egress',
    'gateway',
    { own: ['egress.com'], ptr: ['egress.com'] },
    'https://support.egress.com',
  ),
  sender(
    'Zix and AppRiver',
    'gateway',
    { own: ['arsmtp.com', 'zixmail.net'], ptr: ['arsmtp.com', 'zixmail.net'] },
    'https://support.opentextcybersecurity.com',
  ),
  sender(
    'Retarus',
    'gateway',
    { own: ['retarus.com', 'retarus.de'], ptr: ['retarus.com', 'retarus.de'] },
    'https://www.retarus.com/support',
  ),
  sender(
    'Vade',
    'gateway',
    { own: ['vadesecure.com'], ptr: ['vadesecure.com'] },
    'https://docs.vadesecure.com',
  ),
  sender(
    'MailChannels',
    'gateway',
    { own: ['mailchannels.net'], ptr: ['mailchannels.net'] },
    'https://docs.mailchannels.net',
  ),
  sender(
    'Exclaimer',
    'gateway',
    { own: ['exclaimer.net'], ptr: ['exclaimer.net'] },
    'https://support.exclaimer.com',
  ),
  sender(
    'CodeTwo',
    'gateway',
    { own: ['codetwo.com'], ptr: ['codetwo.com'] },
    'https://www.codetwo.com/kb',
  ),
  sender(
    'SEPPmail',
    'gateway',
    { own: ['seppmail.com', 'seppmail.cloud'], ptr: ['seppmail.cloud'] },
    'https://docs.seppmail.com',
  ),
  sender(
    'NoSpamProxy',
    'gateway',
    { own: ['nospamproxy.com'], ptr: ['cloud.nospamproxy.com'] },
    'https://docs.nospamproxy.com',
  ),
  sender(
    'SpamTitan',
    'gateway',
    { own: ['spamtitan.com'], ptr: ['spamtitan.com'] },
    'https://docs.titanhq.com',
  ),
  sender(
    'Libraesva',
    'gateway',
    { own: ['libraesva.com', 'esvacloud.com'], ptr: ['esvacloud.com'] },
    'https://docs.libraesva.com',
  ),
  sender(
    'FortiMail Cloud',
    'gateway',
    { own: ['fortimailcloud.com'], ptr: ['fortimailcloud.com'] },
    'https://docs.fortinet.com/product/fortimail',
  ),
  sender(
    'SiteGround mail filter',
    'gateway',
    { own: ['mailspamprotection.com'], ptr: ['mailspamprotection.com'] },
    'https://www.siteground.com/kb',
  ),
  sender(
    'Spamhero',
    'gateway',
    { own: ['spamhero.com'], ptr: ['spamhero.com'] },
    'https://www.spamhero.com/support',
  ),
  sender('GFI MailEssentials Online', 'gateway', { own: ['gfi.com'] }, 'https://support.gfi.com'),
];
