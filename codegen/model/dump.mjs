// Dumps the schemas that AWS ships inside its JavaScript SDK into one neutral model file. Run by hand when the version
// moves; the build reads only the committed result:
//
//   npm install @aws-sdk/client-s3@3.1169.0          (in an empty directory)
//   node dump.mjs <that directory> @aws-sdk/client-s3 s3.json
//
// Enum links and required members stand only in the package's .d.ts files, and whether a checksum is required only in
// its command definitions; both are read from there.
import { createRequire } from 'node:module';
import { readFileSync, writeFileSync, readdirSync, existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { pathToFileURL } from 'node:url';

const [root, packageName, target] = process.argv.slice(2);
const require = createRequire(join(root, 'package.json'));
const load = async name => import(pathToFileURL(require.resolve(name)).href);
const sdk = (await load(packageName)).default ?? (await load(packageName));
const { NormalizedSchema } = await load('@smithy/core/schema');
const home = join(root, 'node_modules', packageName);
const version = JSON.parse(readFileSync(join(home, 'package.json'))).version;

const schemas = Object.values(sdk).filter(Array.isArray);
const synthetic = name => /^smithy\.ts\.sdk/.test(name);
const structures = schemas.filter(s => [3, 4, -3].includes(s[0]) && !synthetic(s[1]));
const operations = schemas.filter(s => s[0] === 9);

// What the .d.ts files add: required members and enum links.
const declarations = {};
const models = join(home, 'dist-types', 'models');
for (const file of readdirSync(models).filter(f => f.endsWith('.d.ts'))) {
  const text = readFileSync(join(models, file), 'utf8').replace(/\/\*\*[\s\S]*?\*\//g, '');
  for (const [, name, , body] of text.matchAll(/export (?:interface|declare class) (\w+)( extends \w+)? \{([\s\S]*?)\n\}/g)) {
    for (const [, member, optional, type] of body.matchAll(/^ {4}(?:readonly )?(\w+)(\??): (.+?);$/gm)) {
      (declarations[name.replace(/^_/, '')] ??= {})[member] = { required: !optional, type };
    }
  }
}
const enums = Object.entries(sdk)
  .filter(([name, v]) => v && v.constructor === Object && !name.endsWith('$') && Object.values(v).every(x => typeof x === 'string'));
const enumNames = new Set(enums.map(([name]) => name));

const timestampFormats = { 4: undefined, 5: 'date-time', 6: 'http-date', 7: 'epoch-seconds' };

function type(schema, declared) {
  const link = (declared ?? '').match(/\w+/g)?.find(word => enumNames.has(word));
  if (schema.isListSchema()) {
    const item = schema.getValueSchema();
    return { type: 'list', item: { ...type(item, declared), xmlName: item.getMergedTraits().xmlName } };
  }
  if (schema.isMapSchema()) {
    const key = schema.getKeySchema(), value = schema.getValueSchema();
    return { type: 'map', key: { ...type(key), xmlName: key.getMergedTraits().xmlName },
      value: { ...type(value), xmlName: value.getMergedTraits().xmlName } };
  }
  if (schema.isStructSchema()) return { type: 'structure', shape: schema.getName() };
  if (schema.isBlobSchema()) return { type: 'blob' };
  if (schema.isTimestampSchema()) return { type: 'timestamp', format: timestampFormats[schema.getSchema()] };
  if (schema.isNumericSchema()) return { type: 'number' };
  if (schema.isBooleanSchema()) return { type: 'boolean' };
  return { type: 'string', enum: link };
}

function member(owner, name, schema) {
  const traits = schema.getMergedTraits();
  const declared = declarations[owner]?.[name];
  const out = { name, ...type(schema, declared?.type) };
  if (declared?.required) out.required = true;
  if (traits.httpLabel) out.in = 'label';
  if (traits.httpHeader) { out.in = 'header'; out.wire = traits.httpHeader; }
  if (traits.httpQuery) { out.in = 'query'; out.wire = traits.httpQuery; }
  if (traits.httpPrefixHeaders !== undefined) { out.in = 'prefixHeaders'; out.wire = traits.httpPrefixHeaders; }
  if (traits.httpPayload) out.in = 'payload';
  if (traits.hostLabel) out.hostLabel = true;
  if (traits.streaming) out.streaming = true;
  if (traits.xmlName) out.xmlName = traits.xmlName;
  if (traits.xmlFlattened) out.flattened = true;
  if (traits.xmlAttribute) out.attribute = true;
  if (traits.xmlNamespace) out.xmlNamespace = traits.xmlNamespace;
  if (traits.sensitive) out.sensitive = true;
  return out;
}

const byName = (a, b) => (a.name < b.name ? -1 : 1);
const structureList = structures.map(s => {
  const schema = NormalizedSchema.of(s), traits = schema.getMergedTraits();
  const out = { name: s[2] };
  if (s[0] === 4) out.union = true;
  if (s[0] === -3) out.error = traits.httpError ?? 0;
  if (traits.awsQueryError) [out.code, out.error] = traits.awsQueryError;
  if (traits.xmlName) out.xmlName = traits.xmlName;
  if (traits.streaming) out.eventStream = true;
  out.members = [...schema.structIterator()].map(([name, m]) => member(s[2], name, m));
  return out;
}).sort(byName);

// Which operations demand a checksum of the body: the middleware that each command names.
const builder = join(home, 'dist-es', 'commandBuilder.js');
const demanding = new Set();
if (existsSync(builder)) {
  for (const block of readFileSync(builder, 'utf8').split(/(?=export const _mw)/)) {
    const name = block.match(/^export const (_mw\d+)/);
    if (name && /requestChecksumRequired: true/.test(block)) demanding.add(name[1]);
  }
}
const demands = name => {
  const file = join(home, 'dist-es', 'commands', `${name}Command.js`);
  return existsSync(file) && [...readFileSync(file, 'utf8').matchAll(/_mw\d+/g)].some(([word]) => demanding.has(word));
};
const shapeOf = ref => { const s = typeof ref === 'function' ? ref() : ref; return Array.isArray(s) ? s[2] : undefined; };
const operationList = operations.map(o => {
  const [method, uri, status] = o[3].http ?? ['POST', '/', 200];
  const out = { name: o[2], method, uri, status };
  const input = shapeOf(o[4]), output = shapeOf(o[5]);
  if (input) out.input = input;
  if (output) out.output = output;
  if (o[3].endpoint) out.hostPrefix = o[3].endpoint[0];
  if (demands(o[2])) out.checksumRequired = true;
  return out;
}).sort(byName);
const enumList = enums.map(([name, values]) => ({ name, values })).sort(byName);

const line = value => JSON.stringify(value);
const block = (name, items, render) => ` "${name}": [\n${items.map(render).join(',\n')}\n ]`;
writeFileSync(target, `{
 "package": "${packageName}",
 "version": "${version}",
${block('operations', operationList, o => '  ' + line(o))},
${block('structures', structureList, ({ members, ...head }) =>
  `  {${line(head).slice(1, -1)}, "members": [${members.length ? '\n' + members.map(m => '    ' + line(m)).join(',\n') + '\n  ' : ''}]}`)},
${block('enums', enumList, ({ name, values }) =>
  `  {"name": "${name}", "values": {\n${Object.entries(values).map(([k, v]) => `    ${line(k)}: ${line(v)}`).join(',\n')}\n  }}`)}
}
`);
console.log(operationList.length, 'operations', structureList.length, 'structures', enumList.length, 'enums');
