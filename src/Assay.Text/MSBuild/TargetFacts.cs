using Assay.Model;

namespace Assay.Text.MSBuild;

/// <summary>Writes what a target does: one <c>task</c> fact per task, and what each reads, writes, fetches and starts.</summary>
internal sealed class TargetFacts
{
    private const int MaximumArguments = 64;

    private readonly BuildFactWriter _facts;
    private readonly BuildVariables _variables;
    private readonly BuildScope _scope;

    public TargetFacts(BuildFactWriter facts, BuildVariables project, ExpansionBudget budget, int place)
    {
        _facts = facts;
        _variables = new BuildVariables(project);
        _scope = new BuildScope(facts, _variables, budget, place);
    }

    public void Write(BuildElement target)
    {
        _facts.Add(FactKind.Task, "Target", _scope.At(target), Derivation.Literal, [.. target.Attributes.Take(MaximumArguments).Select(attribute => Argument(attribute, target))]);
        foreach (var child in target.Children)
        {
            if (child.Is("PropertyGroup") || child.Is("ItemGroup"))
            {
                Assign(child);
            }
            else if (!child.Is("OnError"))
            {
                WriteTask(child);
            }
        }
    }

    private void Assign(BuildElement group)
    {
        _scope.State(group);
        var condition = group["Condition"];
        foreach (var child in group.Children)
        {
            _scope.State(child);
            if (group.Is("PropertyGroup"))
            {
                var value = _scope.Expand(child.Text, child);
                _variables.Set(child.Name, value, child["Condition"] ?? condition);
                if (value.Derivation != Derivation.Literal)
                {
                    _facts.AddUrls(value.Plain, _scope.At(child), value.Derivation);
                }
            }
            else if (child["Include"] is { } include)
            {
                _variables.Add(child.Name, _scope.Expand(include, child));
            }
        }
    }

    private void WriteTask(BuildElement task)
    {
        var at = _scope.At(task);
        var parameters = new TaskParameters(task, _scope);
        _facts.Add(FactKind.Task, task.Name, at, Derivation.Literal, [.. parameters.All.Take(MaximumArguments).Select(parameter => new Argument(parameter.Name, parameter.Value.Plain, parameter.Value.Derivation))]);
        foreach (var (_, value) in parameters.All)
        {
            _facts.AddUrls(value.Plain, at, value.Derivation);
        }

        if (task.Is("Exec") && parameters["Command"] is { } command)
        {
            var folder = parameters["WorkingDirectory"]?.Plain;
            new CommandFacts(_facts).Write(command, folder, at, "Exec");
            foreach (var other in _scope.Alternatives(task["Command"]!, command))
            {
                _facts.AddUrls(other.Plain, at, other.Derivation);
                new CommandFacts(_facts).Write(other, folder, at, "Exec");
            }
        }
        else
        {
            TaskFiles.Write(task, parameters, at, _facts);
        }

        foreach (var output in task.Children.Where(child => child.Is("Output")))
        {
            if (output["PropertyName"] is { } property)
            {
                _variables.Forget(property);
            }
        }
    }

    private Argument Argument(BuildAttribute attribute, BuildElement element)
    {
        var value = _scope.Expand(attribute.Value, element);
        return new Argument(attribute.Name, value.Plain, value.Derivation);
    }
}

/// <summary>The parameters of a task, expanded.</summary>
internal sealed class TaskParameters
{
    private readonly List<(string Name, BuildValue Value)> _all = [];

    public TaskParameters(BuildElement task, BuildScope scope)
    {
        foreach (var attribute in task.Attributes)
        {
            _all.Add((attribute.Name, scope.Expand(attribute.Value, task)));
        }
    }

    /// <summary>All parameters, the condition among them.</summary>
    public IReadOnlyList<(string Name, BuildValue Value)> All => _all;

    /// <summary>Gives a parameter, whatever its case; null when it is not given.</summary>
    public BuildValue? this[string name]
    {
        get
        {
            foreach (var parameter in _all)
            {
                if (string.Equals(parameter.Name, name, StringComparison.OrdinalIgnoreCase))
                {
                    return parameter.Value;
                }
            }

            return null;
        }
    }
}
