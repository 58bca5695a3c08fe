using System.Globalization;
using System.Text;
using System.Text.Json;

namespace Assay.Web.Reports.Opening;

/// <summary>Shows the code of a method or type of an assembly in a package: a line of JSON about it, then the code in UTF-8. Runs in a child process.</summary>
internal static class CodeProgram
{
    /// <summary>Name of the program.</summary>
    public const string Name = "code";

    /// <summary>Runs it with <c>package sha256 path sha256-of-entry type method body offset</c>; the last three may be empty.</summary>
    public static int Run(IReadOnlyList<string> arguments, Stream output)
    {
        if (arguments is not [var package, var packageSha256, var path, var sha256, var type, var method, var body, var offset])
        {
            return 2;
        }

        var wanted = new CodePlace(type, method.Length > 0 ? method : null, body.Length > 0 ? body : null, int.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null);
        ShownCode? code = null;
        var state = OpenedEntry.Read(package, packageSha256, path, sha256, artifact => code = Decompilation.Show(artifact.Bytes.ToArray(), path, wanted));
        using (var json = new Utf8JsonWriter(output))
        {
            json.WriteStartObject();
            json.WriteString("state", state.ToString());
            json.WriteString("form", (code?.Form ?? CodeForm.None).ToString());
            json.WriteStartArray("marked");
            foreach (var line in code?.Marked ?? [])
            {
                json.WriteNumberValue(line);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        output.WriteByte((byte)'\n');
        output.Write(Encoding.UTF8.GetBytes(code?.Text ?? ""));
        return 0;
    }
}

/// <summary>A place in an assembly, as the report names it.</summary>
/// <param name="Type">Outermost type.</param>
/// <param name="Method">Method of the source; null for the type.</param>
/// <param name="Body">The generated body that the offset counts in; null for the method itself.</param>
/// <param name="Offset">Offset in IL; null when there is none.</param>
internal sealed record CodePlace(string Type, string? Method, string? Body, int? Offset);

/// <summary>The language that code is shown in.</summary>
internal enum CodeForm
{
    /// <summary>There is no such place.</summary>
    None,
    /// <summary>C#, decompiled.</summary>
    CSharp,
    /// <summary>Instructions, because it could not be decompiled.</summary>
    Il,
}

/// <summary>Code that can be shown.</summary>
/// <param name="Form">Its language.</param>
/// <param name="Text">The code.</param>
/// <param name="Marked">Lines from 1 where the place is.</param>
internal sealed record ShownCode(CodeForm Form, string Text, IReadOnlyList<int> Marked);
