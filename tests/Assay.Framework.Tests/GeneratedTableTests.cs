using System.Reflection;
using Assay.TestInputs;

namespace Assay.Framework.Tests;

public sealed class GeneratedTableTests
{
    [Fact]
    public void The_table_is_what_the_tool_writes_from_the_reference_assemblies_it_names()
    {
        var table = Path.Combine(Checkout.Root, "src/Assay.Framework/Data/framework.txt");
        var pack = File.ReadLines(table).ElementAt(1).Split(' ')[^1];
        var installation = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location)!, "../../.."));
        var references = Path.Combine(installation, "packs", "Microsoft.NETCore.App.Ref", pack, "ref", "net10.0");
        Assert.SkipUnless(Directory.Exists(references), $"The reference assemblies {pack} of the table are not installed.");
        var output = Path.GetTempFileName();
        try
        {
            Assert.Equal(0, (int)Assembly.Load("Assay.FrameworkTable").EntryPoint!.Invoke(null, [new[] { references, output }])!);

            Assert.True(File.ReadAllBytes(table).AsSpan().SequenceEqual(File.ReadAllBytes(output)), "Run tools/Assay.FrameworkTable again: docs/design/framework.md names the command.");
        }
        finally
        {
            File.Delete(output);
        }
    }
}
