using Assay.Model;
using Assay.PowerShell.Folding;
using Assay.PowerShell.Names;

namespace Assay.PowerShell.Facts;

/// <summary>One script while its facts are written: the tree, what is known of it, and where the walk is.</summary>
internal sealed class ScriptReading(PowerShellScript script, FoldedScript folded, FactWriter facts, bool recovered)
{
    private readonly Dictionary<CommandAst, IReadOnlyList<CommandMeaning>> _meanings = new(ReferenceEqualityComparer.Instance);
    private ValueOrigins? _origins;
    private readonly HashSet<(int Place, string Name)> _typeNames = [];
    private ValueTypes? _types;
    private PartialTexts? _partial;

    public PowerShellScript Script => script;

    public FactWriter Facts => facts;

    /// <summary>True when the text was decoded from another: everything in it is recovered.</summary>
    public bool Recovered => recovered;

    /// <summary>Native functions that <c>Add-Type</c> declares, by the name they are called by.</summary>
    public Dictionary<string, string> NativeFunctions { get; } = new(StringComparer.OrdinalIgnoreCase);

    public ScriptDefinitions Definitions { get; } = new();

    public ScriptVariables Variables { get; } = new();

    public Layers Layers { get; } = new(facts.Limits.Number(Limit.PowershellLayers));

    public WritingNoise Noise { get; } = new();

    public ValueOrigins Origins => _origins ??= new ValueOrigins(this);

    public ValueTypes Types => _types ??= new ValueTypes(this);

    public PartialTexts Partial => _partial ??= new PartialTexts(this);

    /// <summary>Index of the place that the walk is in.</summary>
    public int Place { get; set; } = FactRecord.None;

    /// <summary>The scope of variables that the walk is in.</summary>
    public int Scope { get; set; }

    /// <summary>What <c>$_</c> is where the walk is.</summary>
    public Ast? PipelineInput { get; set; }

    /// <summary>True for a module manifest: its texts are metadata.</summary>
    public bool IsManifest { get; set; }

    public FoldedValue ValueOf(Ast node) => folded.ValueOf(node);

    /// <summary>The value as text where it is one constant that is no list; null elsewhere.</summary>
    public string? ConstantText(Ast? node) => node switch
    {
        null => null,
        StringConstantExpressionAst text => text.Value,
        _ when folded.ValueOf(node) is { IsConstant: true, Content: not (null or Array or ListObject or FoldedTable or FoldedBlock) } value => value.Text,
        _ => null,
    };

    /// <summary>What the name of a command stands for; empty where it is not known.</summary>
    public IReadOnlyList<CommandMeaning> MeaningsOf(CommandAst command)
    {
        if (!_meanings.TryGetValue(command, out var meanings))
        {
            meanings = CommandNameReader.Read(this, command) is { Text: { Length: > 0 } name } ? Names.CommandNames.Resolve(name, Definitions) : [];
            _meanings.Add(command, meanings);
        }

        return meanings;
    }

    /// <summary>The resolved name of a command where it has one meaning; null elsewhere.</summary>
    public string? NameOf(CommandAst command) => MeaningsOf(command) is [{ Sort: not CommandSort.Program } only, ..] ? only.Name : null;

    /// <summary>True the first time that a type is named at the place of the walk.</summary>
    public bool IsNewType(string name) => _typeNames.Add((Place, name));

    /// <summary>Says where code was found: at the place of the walk.</summary>
    public LayerSource Source(string kind, string how, Techniques techniques) => new(kind, how, techniques, Place, recovered);

    /// <summary>Derivations of a recovered text are recovered, whatever they are within it.</summary>
    public Derivation Derive(Derivation derivation) => recovered && derivation <= Derivation.Folded ? Derivation.Recovered : derivation;

    /// <summary>Writes a fact at the place of the walk.</summary>
    public void Add(FactKind kind, string value, Ast at, List<Argument>? arguments = null, Derivation derivation = Derivation.Literal) => Add(kind, value, at.Start, arguments, derivation);

    /// <summary>Writes a fact at the place of the walk.</summary>
    public void Add(FactKind kind, string value, int position, List<Argument>? arguments = null, Derivation derivation = Derivation.Literal)
    {
        var (line, column) = script.Locate(position);
        facts.Add(kind, value, Place, arguments is null or { Count: 0 } ? null : new ArgumentList([.. arguments]), Derive(derivation), PositionKind.LineColumn, line, column);
    }
}
