using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Expands expressions in a target, or outside all of them, and states the property functions and registry values in them.</summary>
internal sealed class BuildScope
{
    // Tells a function that MSBuild evaluates from the same member called by code.
    private static readonly Argument How = new("how", "property-function");

    private readonly BuildFactWriter _facts;
    private readonly BuildVariables _variables;
    private readonly int _place;
    private readonly Expansion _expansion;
    private readonly Expansion _silent;
    private BuildPosition _at;

    public BuildScope(BuildFactWriter facts, BuildVariables variables, ExpansionBudget budget, int place)
    {
        (_facts, _variables, _place) = (facts, variables, place);
        _silent = new Expansion(variables, budget);
        _expansion = new Expansion(variables, budget) { Called = StateCall, RegistryRead = StateRegistry };
    }

    /// <summary>Gives the position of an element.</summary>
    public BuildPosition At(BuildElement element) => new(_place, element.Line, element.Column);

    /// <summary>Expands a text of an element.</summary>
    public BuildValue Expand(string text, BuildElement element)
    {
        _at = At(element);
        return _expansion.Expand(text);
    }

    /// <summary>Gives what a text may be besides <paramref name="value"/>, where properties in it have one of several values.</summary>
    public IEnumerable<BuildValue> Alternatives(string text, BuildValue value)
    {
        var choices = value.Text.Contains("$(", StringComparison.Ordinal) ? _variables.Choices() : 0;
        var seen = new HashSet<string>(StringComparer.Ordinal) { value.Text };
        for (var choice = 0; choice < choices; choice++)
        {
            _variables.Choice = choice;
            var other = _silent.Expand(text);
            _variables.Choice = null;
            if (seen.Add(other.Text))
            {
                yield return other;
            }
        }
    }

    /// <summary>States what the condition of an element evaluates.</summary>
    public void State(BuildElement element)
    {
        if (element["Condition"] is { } condition)
        {
            Expand(condition, element);
        }
    }

    private void StateCall(string member, IReadOnlyList<Argument> arguments)
    {
        _facts.Add(FactKind.Call, member, _at, Derivation.Literal, [.. arguments, How]);
        if (FilePath.IsUsedBy(member) && arguments is [{ Value: { Length: > 0 } path }, ..] && FilePath.Access(member) is var access && access != "none")
        {
            _facts.AddPath(path, access, _at, arguments[0].Derivation);
        }
        else if (member is "Microsoft.Build.Evaluation.IntrinsicFunctions::GetRegistryValue" or "Microsoft.Build.Evaluation.IntrinsicFunctions::GetRegistryValueFromView" && arguments is [{ Value: { Length: > 0 } key }, ..])
        {
            StateRegistry(key, arguments.Count > 1 ? arguments[1].Value ?? "" : "");
        }
    }

    private void StateRegistry(string key, string name) =>
        _facts.Add(FactKind.Registry, RegistryPath.Normalize(Escapes.Resolve(key)), _at, Derivation.Literal, new Argument("access", "read"), new Argument("name", name));
}
