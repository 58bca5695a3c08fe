using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text;
using Assay.FrameworkTable;

// Writes the table of the framework's types and members from reference assemblies: the same bytes for the same assemblies.
if (args is not [var packs, var output])
{
    Console.Error.WriteLine("usage: Assay.FrameworkTable REFERENCE-FOLDER OUTPUT-FILE");
    return 2;
}

if (!Directory.Exists(packs))
{
    Console.Error.WriteLine($"{packs}: there is no such folder.");
    return 1;
}

var types = new SortedDictionary<string, string>(StringComparer.Ordinal);
foreach (var path in Directory.EnumerateFiles(packs, "*.dll").Order(StringComparer.Ordinal))
{
    using var pe = new PEReader(File.OpenRead(path));
    if (pe.HasMetadata)
    {
        new TypeWriter(pe.GetMetadataReader()).WriteTypes(types);
    }
}

var text = new StringBuilder();
text.Append("# Types and members of the reference assemblies; written by tools/Assay.FrameworkTable, described in docs/design/framework.md.\n");
text.Append("# pack ").Append(Path.GetFileName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetFullPath(packs).TrimEnd(Path.DirectorySeparatorChar))))).Append('\n');
foreach (var type in types.Values)
{
    text.Append(type);
}

File.WriteAllText(output, text.ToString(), new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));
Console.WriteLine($"{types.Count} types, {text.Length} characters");
return 0;
