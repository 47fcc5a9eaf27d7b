// Loaded into a program by `node --import`: whatever would leave the machine, or ask for a name, ends it with status 97.
import dgram from 'node:dgram';
import dns from 'node:dns';
import net from 'node:net';

function refuse(what: string) {
  return (): never => {
    process.stderr.write(`a socket was asked for: ${what}\n`);
    process.exit(97);
  };
}

net.Socket.prototype.connect = refuse('connect');
dgram.createSocket = refuse('datagram');
dns.lookup = refuse('lookup') as unknown as typeof dns.lookup;
dns.promises.lookup = refuse('lookup') as unknown as typeof dns.promises.lookup;
