using Assay.Model;

namespace Assay.Rules;

/// <summary>An example of a rule: exactly one of code or facts.</summary>
/// <param name="Fires">True when the rule must hold for it.</param>
/// <param name="Why">Why it is quiet.</param>
/// <param name="CSharp">Statements.</param>
/// <param name="Stubs">Declarations that <paramref name="CSharp"/> needs.</param>
/// <param name="PowerShell">Script.</param>
/// <param name="MsBuild">Build file.</param>
/// <param name="Facts">Synthetic facts; none with the others, and for conditions on absence.</param>
public sealed record RuleExample(bool Fires, string? Why, string? CSharp, string? Stubs, string? PowerShell, string? MsBuild, IReadOnlyList<ExampleFact> Facts)
{
    /// <summary>Script of another language, with the name of a file of it; null for other examples.</summary>
    public (string File, string Text)? Script { get; init; }

    /// <summary>Community of the example's package; null for loose files.</summary>
    public string? Community { get; init; }

    /// <summary>Line of the example in its file.</summary>
    public int Line { get; init; }
}

/// <summary>A synthetic fact with the place it is said to be found in.</summary>
public sealed record ExampleFact(FactKind Kind, string Value)
{
    /// <summary>Arguments.</summary>
    public ArgumentList? Arguments { get; init; }
    /// <summary>How the value became known.</summary>
    public Derivation Derivation { get; init; }
    /// <summary>Outer type.</summary>
    public string Type { get; init; } = "Sample";
    /// <summary>Method.</summary>
    public string Method { get; init; } = "Run";
    /// <summary>File of the package.</summary>
    public string File { get; init; } = "lib/net8.0/sample.dll";
    /// <summary>When the place runs.</summary>
    public Surface Surfaces { get; init; } = Surface.Call;
}
