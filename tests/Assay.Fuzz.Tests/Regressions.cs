using System.Text;

namespace Assay.Fuzz.Tests;

/// <summary>Inputs that once broke a reader, as small as they show it, with what they did.</summary>
internal static class Regressions
{
    /// <summary>Target, what the input did, the input.</summary>
    public static IReadOnlyList<(string Target, string What, byte[] Input)> All { get; } =
    [
        ("powershell", "The type of $_ was that of the input of the pipeline, which is $_: never ended.", Text("$_ | Where-Object { $_.Length }")),
        ("powershell", "The same through a member.", Text("$_.a | ForEach-Object { $_.b | ForEach-Object { $_.c } }")),
    ];

    private static byte[] Text(string text) => Encoding.UTF8.GetBytes(text);
}
