using Assay.RulePackTool;
using Assay.Rules;

// Compiles a rule folder into one pack, as a step of the build: diagnostics go to standard error in the form that MSBuild reads.
if (args is not [var directory, var output, .. var options] || options is not ([] or ["--version", _] or ["--examples"]))
{
    Console.Error.WriteLine("usage: Assay.RulePack RULES-DIRECTORY OUTPUT-FILE [--version VERSION | --examples]");
    return 2;
}

if (!Directory.Exists(directory))
{
    Console.Error.WriteLine($"{directory}: error ASYR0000: There is no such folder.");
    return 1;
}

var result = RuleFolder.Read(directory);
foreach (var diagnostic in result.Diagnostics)
{
    Console.Error.WriteLine(diagnostic);
}

if (result.Pack is null)
{
    return 1;
}

var bytes = options is ["--examples"] ? ExampleFile.Write(result.Sources) : RulePackFile.Write(options is [_, var version] ? result.Pack with { Version = version } : result.Pack);

// An unchanged file keeps its time stamp, so that nothing after it is built again.
if (!File.Exists(output) || !File.ReadAllBytes(output).AsSpan().SequenceEqual(bytes))
{
    if (Path.GetDirectoryName(Path.GetFullPath(output)) is { } folder)
    {
        Directory.CreateDirectory(folder);
    }

    File.WriteAllBytes(output, bytes);
}

return 0;
