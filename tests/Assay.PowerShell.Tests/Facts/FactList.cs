using System.Text;
using Assay.Model;

namespace Assay.PowerShell.Tests.Facts;

/// <summary>The facts of a script as lines: <c>Get-Item(Path: x, ?)</c>.</summary>
internal sealed class FactList
{
    private readonly FileFacts _facts;

    private FactList(FileFacts facts, IReadOnlyList<DerivedArtifact> derived, IReadOnlyList<ScriptComment> comments)
    {
        _facts = facts;
        Derived = derived;
        Comments = comments;
    }

    public IReadOnlyList<DerivedArtifact> Derived { get; }

    public IReadOnlyList<ScriptComment> Comments { get; }

    public FileFacts Facts => _facts;

    public static FactList Of(string script, string name = "sample.ps1", bool recovered = false) => Of(Encoding.UTF8.GetBytes(script), name, recovered);

    public static FactList Of(byte[] script, string name = "sample.ps1", bool recovered = false)
    {
        var writer = new FactWriter();
        var derived = PowerShellAnalyzer.Analyze(script, name, recovered, writer, out var comments);
        return new FactList(writer.ToFacts(), derived, comments);
    }

    /// <summary>The facts of a kind, in order.</summary>
    public IReadOnlyList<Fact> All(FactKind kind) => [.. _facts.Records.Where(record => record.Kind == kind).Select(record => _facts.Read(record))];

    /// <summary>The facts of a kind as lines, in order.</summary>
    public IReadOnlyList<string> Lines(FactKind kind) => [.. All(kind).Select(Line)];

    /// <summary>The texts of the code that was found inside, by name.</summary>
    public string Layer(string name) => Encoding.UTF8.GetString(Assert.Single(Derived, layer => layer.Name == name).Bytes.Span);

    private static string Line(Fact fact)
    {
        var arguments = fact.Arguments is null ? [] : fact.Arguments.Items.ToArray();
        return arguments.Length == 0 ? fact.Value : $"{fact.Value}({string.Join(", ", arguments.Select(Show))})";
    }

    private static string Show(Argument argument)
    {
        var value = argument.Derivation switch
        {
            Derivation.Unknown => "?",
            Derivation.Result => "<" + argument.Value + ">",
            Derivation.Parameter => "$" + argument.Value,
            _ => argument.Value,
        };
        return argument.Name is null ? value! : $"{argument.Name}: {value}";
    }
}
