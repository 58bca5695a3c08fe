using System.Text;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Writes a <c>UsingTask</c>, and keeps the source of a task that is compiled or interpreted during the build.</summary>
/// <remarks>MSBuild "Inline tasks": <c>ParameterGroup</c>, and a <c>Task</c> with <c>Reference</c>, <c>Using</c> and <c>Code</c>; a fragment is the body of <c>Execute</c>, a method the members of the class.</remarks>
internal sealed class InlineTask(BuildFactWriter facts, BuildScope scope, Dictionary<string, int> users)
{
    private const int MaximumArguments = 64;

    // What the factories import by themselves.
    private static readonly string[] Namespaces = ["System", "System.Collections", "System.Collections.Generic", "System.IO", "System.Linq", "System.Text", "Microsoft.Build.Framework", "Microsoft.Build.Utilities"];

    public void Write(BuildElement element)
    {
        var at = scope.At(element);
        var arguments = element.Attributes.Take(MaximumArguments).Select(attribute => Named(attribute.Name, attribute.Value, element)).ToList();
        var task = element.Children.Find(child => child.Is("Task"));
        var code = task?.Children.Find(child => child.Is("Code"));
        if (code is not null)
        {
            arguments.AddRange(code.Attributes.Take(MaximumArguments).Where(attribute => !attribute.Name.Equals("Condition", StringComparison.OrdinalIgnoreCase)).Select(attribute => Named(attribute.Name, attribute.Value, code)));
        }

        foreach (var child in task?.Children.Take(MaximumArguments) ?? [])
        {
            if (child.Is("Reference") && child["Include"] is { } reference)
            {
                arguments.Add(Named("Reference", reference, child));
            }
            else if (child.Is("Using") && child["Namespace"] is { } imported)
            {
                arguments.Add(Named("Using", imported, child));
            }
        }

        facts.Add(FactKind.Task, "UsingTask", at, Derivation.Literal, [.. arguments]);
        WriteLibrary(arguments, element, at);
        if (task is not null)
        {
            WriteBody(arguments, element, task, code);
        }
    }

    private void WriteLibrary(List<Argument> arguments, BuildElement element, BuildPosition at)
    {
        if (arguments.Find(argument => "AssemblyFile".Equals(argument.Name, StringComparison.OrdinalIgnoreCase)) is { Value: { Length: > 0 } library } given)
        {
            var value = new BuildValue(library, given.Derivation);
            foreach (var path in scope.Alternatives(element["AssemblyFile"]!, value).Prepend(value))
            {
                facts.Add(FactKind.Include, FilePath.Normalize(path.Plain), at, path.Derivation, new Argument("how", "task"), new Argument("task", element["TaskName"]));
            }
        }
    }

    private void WriteBody(List<Argument> arguments, BuildElement element, BuildElement task, BuildElement? code)
    {
        // Task names may be qualified; targets use the last part or the whole.
        var name = element["TaskName"] ?? "";
        var simple = name[(name.LastIndexOf('.') + 1)..];
        var source = code ?? task;
        var place = users.TryGetValue(simple, out var user) || users.TryGetValue(name, out user) ? user : FactRecord.None;
        var at = new BuildPosition(place, source.Line, source.Column);
        if (code is not null && arguments.Find(argument => "Source".Equals(argument.Name, StringComparison.OrdinalIgnoreCase)) is { Value: { Length: > 0 } file } given)
        {
            facts.Add(FactKind.Include, FilePath.Normalize(file), at, given.Derivation, new Argument("how", "source"), new Argument("task", name));
        }

        var factory = element["TaskFactory"] ?? "";
        var isEvaluated = !"false".Equals(task["Evaluate"], StringComparison.OrdinalIgnoreCase);
        var text = isEvaluated ? scope.Expand(AllText(source), source) : new BuildValue(AllText(source), Derivation.Literal);
        var recovered = text.Derivation == Derivation.Recovered;
        var ending = EndingOf(factory, code?["Language"]);
        if (ending is null || simple.Length == 0 || string.IsNullOrWhiteSpace(text.Text))
        {
            return;
        }

        facts.AddUrls(text.Text, at, text.Derivation);
        facts.AddCode(simple, ending, ending == ".cs" ? WithClass(simple, text.Text, code?["Type"], element, task) : text.Text, "inline task", at, recovered);
    }

    private static string? EndingOf(string factory, string? language)
    {
        if (factory.Contains("powershell", StringComparison.OrdinalIgnoreCase))
        {
            return ".ps1";
        }

        return (language ?? "").ToUpperInvariant() switch
        {
            "" when factory.Contains("Xaml", StringComparison.OrdinalIgnoreCase) => null,
            "" or "CS" or "C#" or "CSHARP" => ".cs",
            "VB" or "VBS" or "VISUALBASIC" or "VISUAL BASIC" => ".vb",
            "JS" or "JSCRIPT" or "JAVASCRIPT" => ".js",
            "PY" or "PYTHON" => ".py",
            "RB" or "RUBY" => ".rb",
            "PS" or "PS1" or "POWERSHELL" => ".ps1",
            "FS" or "F#" or "FSHARP" => ".fs",
            _ => ".txt",
        };
    }

    // The factory puts a fragment into Execute, and the parameters beside it as properties. All of this stands on the first line, so that lines count from the start of the code.
    private static string WithClass(string name, string code, string? type, BuildElement element, BuildElement task)
    {
        if ("Class".Equals(type, StringComparison.OrdinalIgnoreCase))
        {
            return code;
        }

        var text = new StringBuilder();
        foreach (var imported in Namespaces.Concat(task.Children.Where(child => child.Is("Using")).Select(child => child["Namespace"]).OfType<string>()).Distinct(StringComparer.Ordinal).Take(MaximumArguments))
        {
            text.Append("using ").Append(imported).Append("; ");
        }

        text.Append("public class ").Append(name).Append(" : Task { ");
        foreach (var parameter in element.Children.Where(child => child.Is("ParameterGroup")).SelectMany(group => group.Children).Take(MaximumArguments))
        {
            text.Append("public ").Append(parameter["ParameterType"] ?? "string").Append(' ').Append(parameter.Name).Append(" { get; set; } ");
        }

        return "Method".Equals(type, StringComparison.OrdinalIgnoreCase)
            ? text.Append(code).Append("\n}").ToString()
            : text.Append("public override bool Execute() { ").Append(code).Append("\nreturn true; } }").ToString();
    }

    // Code that is not in CDATA may have been broken by inner elements.
    private static string AllText(BuildElement element) => element.Children.Count == 0 ? element.Text : element.Text + string.Concat(element.Children.Where(child => child.Is("Script") || child.Is("Code")).Select(child => child.Text));

    private Argument Named(string name, string value, BuildElement element)
    {
        var expanded = scope.Expand(value, element);
        return new Argument(name, expanded.Plain, expanded.Derivation);
    }
}
