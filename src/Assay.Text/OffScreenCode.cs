using System.Globalization;
using Assay.Model;

namespace Assay.Text;

/// <summary>Finds code that an editor does not show: behind many blanks in its line, or behind many empty lines.</summary>
/// <remarks>Every fiftieth byte is looked at: a run of a hundred blanks holds two of them in a row.</remarks>
internal static class OffScreenCode
{
    private const int Stride = 50;
    private const int MinimumColumns = 200;
    private const int MinimumLines = 100;
    private const int MaximumStated = 5;

    /// <summary>Writes <c>code-off-screen</c> with the number of columns or lines before the code.</summary>
    public static void Write(ReadOnlySpan<byte> text, FactWriter facts)
    {
        var lines = new LineCounter();
        var stated = 0;
        for (var at = 0; at + Stride < text.Length && stated < MaximumStated;)
        {
            if (!IsBlank(text[at]) || !IsBlank(text[at + Stride]))
            {
                at += Stride;
                continue;
            }

            var start = at;
            while (start > 0 && IsBlank(text[start - 1]))
            {
                start--;
            }

            var end = at + text[at..].IndexOfAnyExcept(" \t\r\n"u8);
            if (end < at)
            {
                return;
            }

            at = end + 1;
            var run = text[start..end];
            var columns = run.Length - run.LastIndexOfAny((byte)'\n', (byte)'\r') - 1;
            var emptyLines = run.Count((byte)'\n') - 1;

            // Blanks from the beginning of a line are indentation: generated code nests deep.
            var how = columns >= MinimumColumns && columns == run.Length ? "columns" : emptyLines >= MinimumLines && start > 0 ? "lines" : null;
            if (how is not null && IsCode(text[end..]))
            {
                stated++;
                lines.MoveTo(text, end);
                facts.Add(FactKind.Anomaly, "code-off-screen", FactRecord.None,
                    new ArgumentList(new Argument(how, (how == "columns" ? columns : emptyLines).ToString(CultureInfo.InvariantCulture))), Derivation.Literal, PositionKind.LineColumn, lines.Line, lines.Column(text, end));
            }
        }
    }

    private static bool IsBlank(byte value) => value is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r';

    // What ends a text, an element or a table in comments, or begins a comment, runs nothing.
    private static bool IsCode(ReadOnlySpan<byte> rest) => rest[0] is not ((byte)'"' or (byte)'\'' or (byte)'`' or (byte)'*' or (byte)'#' or (byte)'|' or (byte)'<' or (byte)'\\' or (byte)'+' or (byte)'=' or (byte)'-' or (byte)'}' or (byte)')' or (byte)',')
        && !rest.StartsWith("//"u8) && !rest.StartsWith("/*"u8);
}
