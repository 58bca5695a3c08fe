using Assay.TestInputs;

namespace Assay.Reports.Tests.Formats;

/// <summary>Lets an independent validator (ajv) judge documents by the published schemas of their formats. Without it the test is skipped, and fails where CI is true.</summary>
internal static class SchemaValidator
{
    private static readonly NodeProgram Node = new("format-validation");

    // Names of drafts and their own packages: SARIF is of draft 4, CycloneDX and SPDX are of draft 7, OpenVEX is of 2020-12. ajv-formats knows no internationalised forms.
    private const string Script = """
        const fs = require('fs'), path = require('path');
        const [folder, name, ...files] = process.argv.slice(2);
        const read = file => JSON.parse(fs.readFileSync(file, 'utf8'));
        const schemas = {
          sarif: ['ajv-draft-04', 'sarif-2.1.0.schema.json'],
          cyclonedx: ['ajv', 'cyclonedx-1.6.schema.json', 'cyclonedx-spdx.schema.json', 'cyclonedx-jsf-0.82.schema.json'],
          spdx: ['ajv', 'spdx-2.3.schema.json'],
          openvex: ['ajv/dist/2020', 'openvex-0.2.0.schema.json'],
        };
        const [dialect, main, ...others] = schemas[name];
        const Ajv = require(dialect);
        const ajv = new (Ajv.default ?? Ajv)({ strict: false, allErrors: true });
        require('ajv-formats')(ajv);
        ajv.addFormat('iri-reference', /^[^\s<>"{}|\\^`]*$/);
        ajv.addFormat('iri', /^[A-Za-z][A-Za-z0-9+.-]*:[^\s<>"{}|\\^`]*$/);
        ajv.addFormat('idn-email', /^[^\s@]+@[^\s@]+$/);
        for (const other of others) ajv.addSchema(read(path.join(folder, other)));
        const validate = ajv.compile(read(path.join(folder, main)));
        for (const file of files) {
          if (!validate(read(file))) { console.log(file, JSON.stringify(validate.errors.slice(0, 5), null, 1)); process.exitCode = 1; }
        }
        """;

    public static string Folder => Node.Folder;

    /// <summary>Validates files.</summary>
    /// <param name="format">Name of the format.</param>
    /// <param name="files">Paths.</param>
    /// <returns>0 and nothing, or what is wrong.</returns>
    public static (int ExitCode, string Output) Validate(string format, IEnumerable<string> files)
    {
        Prepare();
        return Node.Run([Path.Combine(Checkout.Root, "tests", "Assay.Reports.Tests", "Schemas"), format, .. files]);
    }

    public static void Prepare() => Node.Prepare(Script, "ajv@8", "ajv-draft-04@1", "ajv-formats@3");
}
