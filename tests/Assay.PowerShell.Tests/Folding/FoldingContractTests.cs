using System.Text.Json;
using Assay.PowerShell.Folding;

namespace Assay.PowerShell.Tests.Folding;

/// <summary>Expressions with the values that the real engine computes.</summary>
public sealed class FoldingContractTests
{
    public static TheoryData<string> Scripts()
    {
        var data = new TheoryData<string>();
        foreach (var row in Rows.Value.Keys)
        {
            data.Add(row);
        }

        return data;
    }

    private static readonly Lazy<Dictionary<string, (string? Type, string[] Output)>> Rows = new(Read);

    [Theory]
    [MemberData(nameof(Scripts))]
    public void The_value_is_what_the_engine_computes(string script)
    {
        var (type, expected) = Rows.Value[script];

        var output = FoldedScript.Fold(PowerShellScript.Parse(script), FoldBudget.Default).Output;

        Assert.False(output.IsUnknown, "unknown");
        Assert.Equal(expected, output.Items.Select(item => FoldedValue.Constant(item).Text));
        Assert.Equal(type, ObjectTypes.NameOf(output.Items[0]));
    }

    private static Dictionary<string, (string? Type, string[] Output)> Read()
    {
        var rows = new Dictionary<string, (string?, string[])>(StringComparer.Ordinal);
        using var reader = new StreamReader(typeof(FoldingContractTests).Assembly.GetManifestResourceStream("folding.jsonl")!);
        while (reader.ReadLine() is { } line)
        {
            var row = JsonDocument.Parse(line).RootElement;
            rows.Add(row.GetProperty("script").GetString()!, (row.GetProperty("type").GetString(), [.. row.GetProperty("output").EnumerateArray().Select(item => item.GetString()!)]));
        }

        return rows;
    }
}
