/** A TLS report (RFC 8460) of one day, with one kind of failure. */
export const TLS_REPORT = {
  'organization-name': 'Reporter',
  'date-range': {
    'start-datetime': '2026-11-05T00:00:00Z',
    'end-datetime': '2026-11-05T23:59:59Z',
  },
  'contact-info': 'tls@reporter.example',
  'report-id': '2026-11-05T00:00:00Z_example.com',
  policies: [
    {
      policy: {
        'policy-type': 'sts',
        'policy-string': [
          'version: STSv1',
          'mode: testing',
          'mx: mx.example.com',
          'max_age: 86400',
        ],
        'policy-domain': 'example.com',
        'mx-host': ['mx.example.com'],
      },
      summary: { 'total-successful-session-count': 120, 'total-failure-session-count': 3 },
      'failure-details': [
        {
          'result-type': 'certificate-expired',
          'sending-mta-ip': '192.0.2.9',
          'receiving-mx-hostname': 'mx.example.com',
          'receiving-ip': '203.0.113.1',
          'failed-session-count': 3,
        },
      ],
    },
  ],
};
