// toxiproxy-node-client drives a control server: node drive.cjs URL
"use strict";
const assert = require("node:assert");
const net = require("node:net");
const { Toxiproxy } = require("toxiproxy-node-client");

const TOXICS = {
  latency: { latency: 5, jitter: 2 },
  bandwidth: { rate: 1000 },
  slow_close: { delay: 5 },
  timeout: { timeout: 1000 },
  reset_peer: { timeout: 1000 },
  slicer: { average_size: 10, size_variation: 5, delay: 10 },
  limit_data: { bytes: 1000000 },
};

const port = (proxy) => Number(proxy.listen.split(":").pop());

function echoed(to, text) {
  return new Promise((resolve, reject) => {
    const socket = net.connect(to, "127.0.0.1", () => socket.write(text));
    let seen = "";
    socket.on("data", (data) => {
      seen += data;
      if (seen.length >= text.length) {
        socket.destroy();
        resolve(seen);
      }
    });
    socket.on("error", reject);
  });
}

async function main(url) {
  const echo = net.createServer((socket) => socket.on("error", () => {}).pipe(socket));
  await new Promise((listening) => echo.listen(0, "127.0.0.1", listening));
  const upstream = `127.0.0.1:${echo.address().port}`;
  const toxiproxy = new Toxiproxy(url);

  assert.match(JSON.stringify(await toxiproxy.getVersion()), /2\.12\.0/);
  let proxy = await toxiproxy.createProxy({ name: "node", listen: "127.0.0.1:0", upstream });
  assert.strictEqual(await echoed(port(proxy), "hello"), "hello");

  for (const [type, attributes] of Object.entries(TOXICS)) {
    const toxic = await proxy.addToxic({ name: `${type}-toxic`, type, stream: "downstream", toxicity: 1, attributes });
    assert.deepStrictEqual(toxic.attributes, attributes);
    const updated = await toxic.update({ toxicity: 0, attributes });
    assert.strictEqual((updated ?? (await proxy.getToxic(`${type}-toxic`))).toxicity, 0);
  }
  proxy = await toxiproxy.get("node");
  assert.strictEqual(await echoed(port(proxy), "spared by all"), "spared by all");
  assert.deepStrictEqual(Object.keys(await toxiproxy.getAll()), ["node"]);
  await (await proxy.getToxic("latency-toxic")).remove();
  await assert.rejects(proxy.getToxic("latency-toxic"), /404/);

  proxy = await proxy.update({ enabled: false, listen: proxy.listen, upstream });
  assert.strictEqual(proxy.enabled, false);
  await assert.rejects(echoed(port(proxy), "refused"), /ECONNREFUSED/);
  await toxiproxy.reset();
  proxy = await toxiproxy.get("node");
  assert.strictEqual(await echoed(port(proxy), "again"), "again");

  await toxiproxy.populate([
    { name: "node", listen: proxy.listen, upstream },
    { name: "other", listen: "127.0.0.1:0", upstream },
  ]);
  assert.deepStrictEqual(Object.keys(await toxiproxy.getAll()), ["node", "other"]);
  await assert.rejects(toxiproxy.createProxy({ name: "node", listen: "127.0.0.1:0", upstream }), /409/);
  await (await toxiproxy.get("other")).remove();
  await proxy.remove();
  assert.deepStrictEqual(await toxiproxy.getAll(), {});
  echo.close();
}

main(process.argv[2]).then(
  () => console.log("toxiproxy-node-client: all of it works"),
  (failure) => {
    console.error(failure);
    process.exit(1);
  },
);
