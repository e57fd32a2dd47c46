/** The mail of a receiver that reports one mail that failed, and quotes it whole. */
export const FAILURE_REPORT = `From: reports@reporter.example
To: ruf@example.com
Subject: FW: hello
MIME-Version: 1.0
Content-Type: multipart/report; report-type=feedback-report; boundary=b

--b
Content-Type: text/plain

This is an authentication failure report.
--b
Content-Type: message/feedback-report

Feedback-Type: auth-failure
User-Agent: Reporter/1.0
Version: 1
Auth-Failure: dmarc
Reported-Domain: example.com
Source-IP: 198.51.100.7
Arrival-Date: Thu, 05 Nov 2026 10:00:00 +0000
Delivery-Result: reject
Identity-Alignment: none

--b
Content-Type: message/rfc822

From: ceo@example.com
Subject: Invoice
Message-ID: <1@example.com>

Body that nobody keeps.
--b--
`.replaceAll('\n', '\r\n');
