using System.Text;
using System.Text.Json;
using Assay.Packages.Identification;

namespace Assay.Web.Reports.Opening;

/// <summary>Shows a file of a package: a line of JSON about it, then its text in UTF-8, or the first bytes of what is no text. Runs in a child process.</summary>
internal static class FileProgram
{
    /// <summary>Name of the program.</summary>
    public const string Name = "file";

    /// <summary>Bytes of text that are shown at most.</summary>
    public const int TextBytes = 1024 * 1024;

    /// <summary>Bytes that are shown of what is no text.</summary>
    public const int FirstBytes = 2048;

    /// <summary>Runs it with <c>package sha256 path sha256-of-entry</c>.</summary>
    public static int Run(IReadOnlyList<string> arguments, Stream output)
    {
        if (arguments is not [var package, var packageSha256, var path, var sha256])
        {
            return 2;
        }

        var state = OpenedEntry.Read(package, packageSha256, path, sha256, artifact =>
        {
            var bytes = artifact.Bytes;
            var isText = TextEncoding.Guess(bytes) is not null;
            Begin(output, OpenedState.Found, isText, isText ? bytes.Length > TextBytes : bytes.Length > FirstBytes);
            output.Write(isText ? Encoding.UTF8.GetBytes(TextEncoding.Decode(bytes, TextBytes)) : bytes[..Math.Min(bytes.Length, FirstBytes)]);
        });
        if (state != OpenedState.Found)
        {
            Begin(output, state, isText: false, isCut: false);
        }

        return 0;
    }

    private static void Begin(Stream output, OpenedState state, bool isText, bool isCut)
    {
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("state", state.ToString());
            json.WriteBoolean("text", isText);
            json.WriteBoolean("cut", isCut);
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
    }
}
