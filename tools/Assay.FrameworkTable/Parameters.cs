using System.Collections.Immutable;
using System.Globalization;
using System.Reflection;
using System.Reflection.Metadata;

namespace Assay.FrameworkTable;

/// <summary>The parameters of a method: how many arguments it takes, or their types.</summary>
internal sealed class Parameters
{
    private readonly string[] _types;
    private readonly int _required;
    private readonly bool _variable;

    public Parameters(MetadataReader metadata, in MethodDefinition method, ImmutableArray<string> types)
    {
        _types = [.. types];
        _required = types.Length;
        foreach (var parameter in method.GetParameters().Select(metadata.GetParameter).Where(parameter => parameter.SequenceNumber > 0))
        {
            var index = parameter.SequenceNumber - 1;
            var isVariable = Attributes.Has(metadata, parameter.GetCustomAttributes(), "ParamArrayAttribute") || Attributes.Has(metadata, parameter.GetCustomAttributes(), "ParamCollectionAttribute");
            if (isVariable || (parameter.Attributes & ParameterAttributes.Optional) != 0)
            {
                _required = Math.Min(_required, index);
            }

            _variable |= isVariable;
            _types[index] = (isVariable ? "params " : (parameter.Attributes & (ParameterAttributes.Out | ParameterAttributes.In)) == ParameterAttributes.Out ? "out " : "") + _types[index];
        }
    }

    /// <summary><c>2</c>, <c>1-3</c> with optional ones, <c>1+</c> with a variable number.</summary>
    public string Count => _variable ? $"{_required}+" : _required == _types.Length ? _types.Length.ToString(CultureInfo.InvariantCulture) : $"{_required}-{_types.Length}";

    /// <summary><c>(string,out int)</c>; optional ones follow a <c>?</c>.</summary>
    public string Spelled => $"({string.Join(',', _types.Select((type, index) => (index >= _required ? "?" : "") + type.Replace(' ', '~')))})";

    public bool Any(Func<string, bool> predicate) => _types.Any(predicate);
}
