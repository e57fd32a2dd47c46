// Loaded into the web and worker processes before anything else. `npm start` holds one end of a
// channel; when that end closes without a signal, `npm start` was killed, and so we end too.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'));
process.channel?.unref();
