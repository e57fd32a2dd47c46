// Loaded into the web and worker processes before anything else. `npm start` holds one end of a
// channel; when that end closes without a signal, `npm start` was killed, and so we end too. Their
// own children load it as well, and have a channel of another meaning: they are left alone.
if (process.env['RUASCOPE_START'] === `${process.ppid}`) {
  process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
  process.channel?.unref();
}
