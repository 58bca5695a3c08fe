using System.Globalization;
using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Goes through a project: what is evaluated when it is opened, then its targets.</summary>
internal sealed class ProjectFacts(BuildFactWriter facts, ExpansionBudget budget)
{
    // Microsoft.Common.targets runs these texts as commands before and after the compiler.
    private static readonly HashSet<string> EventProperties = new(StringComparer.OrdinalIgnoreCase) { "PreBuildEvent", "PostBuildEvent" };

    private readonly BuildVariables _variables = new();
    private readonly Dictionary<string, int> _assignmentsInTargets = new(StringComparer.OrdinalIgnoreCase);
    private readonly List<(BuildElement Target, int Place)> _targets = [];
    private readonly Dictionary<string, int> _users = new(StringComparer.OrdinalIgnoreCase);

    public void Write(BuildElement document)
    {
        if (document.Children is not [var project, ..] || !project.Is("Project"))
        {
            return;
        }

        // Properties first: a target sees those that stand behind it, too.
        Evaluate(project, condition: null);
        Prepare(project);
        var scope = new BuildScope(facts, _variables, budget, FactRecord.None);
        if (project["Sdk"] is { } sdks)
        {
            foreach (var sdk in sdks.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
            {
                WriteSdk(sdk, project);
            }
        }

        WriteEvaluated(project, scope);
        foreach (var (target, place) in _targets)
        {
            new TargetFacts(facts, _variables, budget, place).Write(target);
        }
    }

    private void Evaluate(BuildElement parent, string? condition)
    {
        var expansion = new Expansion(_variables, budget);
        foreach (var child in parent.Children)
        {
            var own = child["Condition"] ?? condition;
            if (child.Is("PropertyGroup"))
            {
                foreach (var property in child.Children)
                {
                    _variables.Set(property.Name, expansion.Expand(property.Text), property["Condition"] ?? own);
                }
            }
            else if (child.Is("ItemGroup"))
            {
                foreach (var item in child.Children)
                {
                    if (item["Include"] is { } include)
                    {
                        _variables.Add(item.Name, expansion.Expand(include));
                    }
                }
            }
            else if (child.Is("Choose") || child.Is("When") || child.Is("Otherwise"))
            {
                Evaluate(child, own ?? "Choose");
            }
        }
    }

    // Targets get their places, and properties that one target alone sets are known in all.
    private void Prepare(BuildElement project)
    {
        foreach (var target in project.Children.Where(child => child.Is("Target")))
        {
            var place = facts.AddPlace(target["Name"] ?? "", string.Create(CultureInfo.InvariantCulture, $"/{project.Name}/Target[{target.Position}]"));
            _targets.Add((target, place));
            foreach (var child in target.Children)
            {
                if (child.Is("PropertyGroup"))
                {
                    foreach (var property in child.Children)
                    {
                        _assignmentsInTargets[property.Name] = _assignmentsInTargets.GetValueOrDefault(property.Name) + 1;
                    }
                }
                else
                {
                    _users.TryAdd(child.Name, place);
                }
            }
        }

        var expansion = new Expansion(_variables, budget);
        foreach (var property in _targets.SelectMany(entry => entry.Target.Children).Where(child => child.Is("PropertyGroup")).SelectMany(group => group.Children))
        {
            if (_assignmentsInTargets[property.Name] == 1 && _variables.Property(property.Name) is null)
            {
                _variables.Set(property.Name, expansion.Expand(property.Text), condition: null);
            }
        }
    }

    private void WriteEvaluated(BuildElement parent, BuildScope scope)
    {
        foreach (var child in parent.Children)
        {
            if (child.Is("Target"))
            {
                continue;
            }

            if (child.Is("UsingTask"))
            {
                new InlineTask(facts, scope, _users).Write(child);
                continue;
            }

            scope.State(child);
            if (child.Is("PropertyGroup"))
            {
                WriteProperties(child, scope);
            }
            else if (child.Is("ItemGroup"))
            {
                WriteItems(child, scope);
            }
            else if (child.Is("Import"))
            {
                WriteImport(child, scope);
            }
            else if (child.Is("Sdk"))
            {
                WriteSdk(child["Name"] ?? "", child);
            }
            else if (child.Is("ImportGroup") || child.Is("Choose") || child.Is("When") || child.Is("Otherwise") || child.Is("ItemDefinitionGroup"))
            {
                WriteEvaluated(child, scope);
            }
        }
    }

    private void WriteProperties(BuildElement group, BuildScope scope)
    {
        foreach (var property in group.Children)
        {
            scope.State(property);
            var value = scope.Expand(property.Text, property);
            if (value.Derivation != Derivation.Literal)
            {
                facts.AddUrls(value.Plain, scope.At(property), value.Derivation);
            }

            if (EventProperties.Contains(property.Name))
            {
                facts.Add(FactKind.Task, property.Name, scope.At(property), Derivation.Literal, new Argument("Command", value.Plain, value.Derivation));
                new CommandFacts(facts).Write(value, workingDirectory: null, scope.At(property), property.Name);
            }
        }
    }

    private void WriteItems(BuildElement group, BuildScope scope)
    {
        foreach (var item in group.Children)
        {
            scope.State(item);
            var how = item.Is("Analyzer") ? "analyzer" : item.Is("Compile") ? "compile" : null;
            if (how is not null && item["Include"] is { } include)
            {
                var value = scope.Expand(include, item);
                foreach (var path in value.Items)
                {
                    facts.Add(FactKind.Include, FilePath.Normalize(path), scope.At(item), value.Derivation, new Argument("how", how));
                }
            }
        }
    }

    private void WriteImport(BuildElement import, BuildScope scope)
    {
        var condition = import["Condition"];
        if (import["Project"] is { } project)
        {
            var value = scope.Expand(project, import);
            foreach (var path in value.Items)
            {
                facts.Add(FactKind.Include, FilePath.Normalize(path), scope.At(import), value.Derivation, condition is null ? [new Argument("how", "project")] : [new Argument("how", "project"), new Argument("condition", condition)]);
            }
        }

        if (import["Sdk"] is { } sdk)
        {
            WriteSdk(sdk, import);
        }
    }

    private void WriteSdk(string name, BuildElement element)
    {
        if (name.Length > 0)
        {
            facts.Add(FactKind.Include, name, new BuildPosition(FactRecord.None, element.Line, element.Column), Derivation.Literal, new Argument("how", "sdk"));
        }
    }
}
