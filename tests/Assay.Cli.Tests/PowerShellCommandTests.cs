using System.Text;
using System.Text.Json;

namespace Assay.Cli.Tests;

public sealed class PowerShellCommandTests
{
    private const string Script = "function f { [int]$x = 'a'.IndexOf('b') }\ngci -Recurse | iex ('Get-' + 'Date')\n";

    [Fact]
    public async Task A_script_is_inspected_as_one_line_of_json()
    {
        using var run = new Run { Input = Encoding.UTF8.GetBytes(Script) };
        await run.AssayAsync("powershell", "inspect", "-", "--format", "json");

        Assert.Equal(0, run.ExitCode);
        using var json = JsonDocument.Parse(Assert.Single(run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        var root = json.RootElement;
        Assert.Equal("-", root.GetProperty("path").GetString());
        Assert.Equal(64, root.GetProperty("sha256").GetString()!.Length);
        Assert.Equal("[]", root.GetProperty("errors").GetRawText());
        Assert.Equal("""[["gci",42,45,42,54,2,"","Get-ChildItem"],["iex",57,60,57,78,2,"","Invoke-Expression"]]""", root.GetProperty("commands").GetRawText());
        Assert.Equal("""[["f","function",0,41]]""", root.GetProperty("functions").GetRawText());
        Assert.Equal("""[["int","constraint",14,17]]""", root.GetProperty("types").GetRawText());
        Assert.Equal("""[["IndexOf",false,23,39,1]]""", root.GetProperty("members").GetRawText());
        Assert.Equal("""["Get-ChildItem","Invoke-Expression"]""", root.GetProperty("resolved").GetRawText());
        var layer = Assert.Single(root.GetProperty("recovered").EnumerateArray());
        Assert.Equal("Get-Date", layer.GetProperty("text").GetString());
        Assert.Equal("""[["Get-Date",0,8,0,8,1,""]]""", layer.GetProperty("commands").GetRawText());
    }

    [Fact]
    public async Task Each_file_is_one_line_and_a_missing_one_is_named()
    {
        using var run = new Run();
        await run.AssayAsync("powershell", "inspect", run.File("a.ps1"), Path.Combine(run.Folder, "missing.ps1"), run.File("b.ps1"), "--format", "json");

        Assert.Equal(4, run.ExitCode);
        Assert.Equal(2, run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Contains("missing.ps1: there is no such file", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_nothing_found()
    {
        using var run = new Run();
        await run.AssayAsync("powershell", "tree", "missing.ps1");

        Assert.Equal(3, run.ExitCode);
    }

    [Fact]
    public async Task A_script_is_written_with_its_texts_put_together_and_the_code_inside_it()
    {
        using var run = new Run { Input = Encoding.UTF8.GetBytes(Script) };
        await run.AssayAsync("powershell", "deobfuscate", "-");

        Assert.Contains("iex 'Get-Date'", run.Output, StringComparison.Ordinal);
        Assert.Contains("# ---- Invoke-Expression#1.ps1 (argument of Invoke-Expression: concatenation)\nGet-Date\n", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tokens_and_nodes_are_listed_with_their_places()
    {
        using var run = new Run { Input = Encoding.UTF8.GetBytes("Get-Date \u001b[31m") };
        await run.AssayAsync("powershell", "tokens", "-");
        Assert.Contains("1:1\tGeneric\tGet-Date", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain('\u001b', run.Output);

        await run.AssayAsync("powershell", "tree", "-");
        Assert.Contains("ScriptBlock 1:1", run.Output, StringComparison.Ordinal);
    }
}
