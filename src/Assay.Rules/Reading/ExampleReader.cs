using Assay.Model;
using YamlDotNet.RepresentationModel;

namespace Assay.Rules;

/// <summary>Reads the examples of a rule.</summary>
internal sealed class ExampleReader(YamlFile file)
{
    public IReadOnlyList<RuleExample> Read(YamlNode node)
    {
        var examples = new List<RuleExample>();
        if (file.Mapping(node, "'examples'") is not { } mapping)
        {
            return examples;
        }

        foreach (var (key, value) in mapping.Children)
        {
            var name = file.Key(key);
            if (name is not ("fires" or "quiet"))
            {
                file.UnknownKey(key, "'examples'");
                continue;
            }

            examples.AddRange(file.Sequence(value, $"'{name}'").Select(child => Example(child, name == "fires")).OfType<RuleExample>());
        }

        foreach (var (missing, fires) in new[] { ("fires", true), ("quiet", false) })
        {
            if (!examples.Exists(example => example.Fires == fires))
            {
                file.Report(DiagnosticIds.MissingExamples, node, $"The rule has no example under '{missing}'.");
            }
        }

        return examples;
    }

    private RuleExample? Example(YamlNode node, bool fires)
    {
        if (file.Mapping(node, "An example") is not { } mapping)
        {
            return null;
        }

        var example = new RuleExample(fires, null, null, null, null, null, []) { Line = (int)node.Start.Line };
        var bodies = 0;
        foreach (var (key, value) in mapping.Children)
        {
            var name = file.Key(key);
            bodies += name is "csharp" or "powershell" or "msbuild" or "batch" or "shell" or "javascript" or "vbscript" or "facts" ? 1 : 0;
            switch (name)
            {
                case "why":
                    example = example with { Why = file.Text(value, "'why'") };
                    break;
                case "csharp":
                    example = example with { CSharp = file.Text(value, "'csharp'") };
                    break;
                case "stubs":
                    example = example with { Stubs = file.Text(value, "'stubs'") };
                    break;
                case "powershell":
                    example = example with { PowerShell = file.Text(value, "'powershell'") };
                    break;
                case "msbuild":
                    example = example with { MsBuild = file.Text(value, "'msbuild'") };
                    break;
                case "batch" or "shell" or "javascript" or "vbscript":
                    example = example with { Script = (name switch { "batch" => "sample.bat", "shell" => "sample.sh", "javascript" => "sample.js", _ => "sample.vbs" }, file.Text(value, $"'{name}'") ?? "") };
                    break;
                case "community":
                    example = example with { Community = file.Community(value) };
                    break;
                case "facts":
                    example = example with { Facts = [.. file.Sequence(value, "'facts'").Select(Fact).OfType<ExampleFact>()] };
                    break;
                default:
                    file.UnknownKey(key, "an example");
                    break;
            }
        }

        if (bodies != 1)
        {
            file.Report(DiagnosticIds.NotOneKind, node, $"An example has exactly one of csharp, powershell, msbuild, batch, shell, javascript, vbscript or facts; this one has {bodies}.");
        }

        if (!fires && example.Why is null)
        {
            file.Report(DiagnosticIds.QuietWithoutReason, node, "A quiet example says why it is quiet in 'why'.");
        }

        return example;
    }

    private ExampleFact? Fact(YamlNode node)
    {
        if (file.Mapping(node, "A fact") is not { } mapping)
        {
            return null;
        }

        var template = new ExampleFact(FactKind.Call, "");
        var kinds = 0;
        foreach (var (key, value) in mapping.Children)
        {
            var name = file.Key(key);
            switch (name)
            {
                case "args":
                    template = template with { Arguments = Arguments(value) };
                    break;
                case "derivation":
                    template = template with { Derivation = file.Word(value, "derivation", Vocabulary.Derivations) };
                    break;
                // `type` and `method` are kinds too: beside another kind they name the place.
                case "type" when IsPlace(mapping, name):
                    template = template with { Type = file.Text(value, "'type'") ?? "" };
                    break;
                case "method" when IsPlace(mapping, name):
                    template = template with { Method = file.Text(value, "'method'") ?? "" };
                    break;
                case "file" when IsPlace(mapping, name):
                    template = template with { File = file.Text(value, "'file'") ?? "" };
                    break;
                case "surface":
                    template = template with { Surfaces = file.Surfaces(value) };
                    break;
                default:
                    if (Vocabulary.FactKinds.TryGetValue(name, out var kind))
                    {
                        kinds++;
                        template = template with { Kind = kind, Value = file.Text(value, $"'{name}'") ?? "" };
                    }
                    else
                    {
                        file.UnknownKey(key, "a fact");
                    }

                    break;
            }
        }

        if (kinds != 1)
        {
            file.Report(DiagnosticIds.NotOneKind, node, $"A fact has exactly one kind; this one has {kinds}.");
            return null;
        }

        if (FactShape.Fault(template.Kind, template.Value) is { } fault)
        {
            file.Report(DiagnosticIds.ValueShape, node, $"No analyser writes '{template.Value}': {fault}.");
        }

        return template;
    }

    private static readonly string[] PlaceKeys = ["method", "file", "type"];

    // The kind is the key that names no place; with place keys alone it is the first of method, file, type that stands there.
    private bool IsPlace(YamlMappingNode mapping, string name)
    {
        var keys = mapping.Children.Keys.Select(file.Key).ToArray();
        return Array.Exists(keys, key => Vocabulary.FactKinds.ContainsKey(key) && !PlaceKeys.Contains(key, StringComparer.Ordinal))
            || PlaceKeys.First(key => keys.Contains(key, StringComparer.Ordinal)) != name;
    }

    private ArgumentList? Arguments(YamlNode node)
    {
        if (node is YamlSequenceNode tokens)
        {
            return new ArgumentList([.. tokens.Children.Select(token => Argument(null, token))]);
        }

        if (file.Mapping(node, "'args'") is not { } mapping)
        {
            return null;
        }

        var named = new List<Argument>();
        var positions = new SortedDictionary<int, Argument>();
        foreach (var (key, value) in mapping.Children)
        {
            var name = file.Key(key);
            if (int.TryParse(name, out var position) && position is >= 0 and < 64)
            {
                positions[position] = Argument(null, value);
            }
            else
            {
                named.Add(Argument(name, value));
            }
        }

        // Positions that are not given are unknown.
        var count = positions.Count == 0 ? 0 : positions.Keys.Last() + 1;
        return new ArgumentList([.. named, .. Enumerable.Range(0, count).Select(index => positions.TryGetValue(index, out var known) ? known : Model.Argument.Unknown)]);
    }

    private Argument Argument(string? name, YamlNode node)
    {
        if (node is not YamlMappingNode { Children.Count: 1 } mapping)
        {
            return new Argument(name, (node as YamlScalarNode)?.Value ?? file.Text(node, "An argument"));
        }

        var (key, value) = mapping.Children.First();
        switch (file.Key(key))
        {
            case "result":
                return new Argument(name, file.Text(value, "'result'"), Derivation.Result);
            case "parameter":
                return new Argument(name, file.Text(value, "'parameter'"), Derivation.Parameter);
            case "recovered":
                return new Argument(name, file.Text(value, "'recovered'"), Derivation.Recovered);
            case "unknown":
                return new Argument(name, null, Derivation.Unknown);
            default:
                file.UnknownKey(key, "an argument");
                return Model.Argument.Unknown;
        }
    }
}
